package lowtide.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the means say of the month that runs, and how little touching that would prove.
 *
 * @param from the close at the end of the month before, known since {@code fromAt}
 * @param rawMean log return of the calendar month; {@code shrunkMean} likewise
 * @param band around the shrunk mean; empty where too few months came before
 * @param last the newest close, of {@code lastDay}
 * @param days of the month, and {@code daysLeft} after the last close
 * @param startVolatility a day's, known when the month began; {@code lastVolatility} known now
 * @param projection the raw projection as a level: the probability that a price without drift
 *     touches it
 * @param levels highest first
 */
public record SeasonOutlook(
    YearMonth month,
    double from,
    Instant fromAt,
    double rawMean,
    double shrunkMean,
    Optional<SeasonBand> band,
    double last,
    LocalDate lastDay,
    int days,
    int daysLeft,
    OptionalDouble startVolatility,
    OptionalDouble lastVolatility,
    SeasonLevel projection,
    List<SeasonLevel> levels) {
  public SeasonOutlook {
    levels = List.copyOf(levels);
  }

  /** The month's last close if it brought the raw mean. */
  public double rawClose() {
    return from * Math.exp(rawMean);
  }

  /** The month's last close if it brought the shrunk mean. */
  public double shrunkClose() {
    return from * Math.exp(shrunkMean);
  }

  /** The lower end of the band, as a price. */
  public OptionalDouble low() {
    return band.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(from * Math.exp(shrunkMean - band.get().half()));
  }

  /** The upper end of the band, as a price. */
  public OptionalDouble high() {
    return band.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(from * Math.exp(shrunkMean + band.get().half()));
  }
}
