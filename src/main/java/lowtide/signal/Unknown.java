package lowtide.signal;

/**
 * No reading, and why: too little data, or data that define none.
 *
 * @param reason fit for people, e.g. {@code needs 54 of 60 sessions of BTC and PSCT, has 31}
 */
public record Unknown(String reason) implements CorrelationResult, PhaseResult, SeasonResult {}
