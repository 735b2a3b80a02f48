package lowtide.signal;

import java.time.LocalDate;

/**
 * The setup at the end of a day.
 *
 * @param values one for each condition, NaN where unknown
 * @param met likewise; what is unknown is not met
 * @param label of the count by itself
 * @param confirmed the label that was confirmed last
 * @param since the day on which it was
 */
public record SetupDay(
    LocalDate day,
    double[] values,
    boolean[] met,
    int count,
    SetupLabel label,
    SetupLabel confirmed,
    LocalDate since) {

  public double value(SetupCondition condition) {
    return values[condition.ordinal()];
  }

  public boolean isMet(SetupCondition condition) {
    return met[condition.ordinal()];
  }

  public boolean isKnown(SetupCondition condition) {
    return !Double.isNaN(value(condition));
  }
}
