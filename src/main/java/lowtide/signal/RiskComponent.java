package lowtide.signal;

/**
 * One measure of risk on one day, and how it ranks among the trailing 1,460 days.
 *
 * @param value in the measure's own unit
 * @param percentile 0 to 100, by mid-rank: half of the days that equal it count as below
 */
public record RiskComponent(double value, double percentile) {}
