package lowtide.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lowtide.market.Instrument;

/**
 * The risk phase of a coin after a UTC day, with everything that went into it.
 *
 * @param asOf the end of the day
 * @param since the day on which the phase came to be, or the first with an index
 * @param risk R, 0 to 100; likewise {@code stress} S and {@code heat} H
 * @param volatility a year's, of 30 days
 * @param semideviation a day's, of 30 days
 * @param drawdown from the high of 90 days
 * @param toShortMean the price in units of its 200-day mean
 * @param toLongMean the price in units of its 1,400-day mean
 * @param mvrv market value / realised value; empty where it has no part in heat
 * @param ranked how many days, at least, each is ranked among
 * @param ahead how far it is to the phases that can come next
 */
public record PhaseReading(
    Instrument instrument,
    Instant asOf,
    LocalDate day,
    Phase phase,
    LocalDate since,
    double risk,
    double stress,
    double heat,
    RiskComponent volatility,
    RiskComponent semideviation,
    RiskComponent drawdown,
    RiskComponent toShortMean,
    RiskComponent toLongMean,
    Optional<RiskComponent> mvrv,
    int ranked,
    List<PhaseDistance> ahead,
    Set<Flag> flags)
    implements PhaseResult {

  public PhaseReading {
    ahead = List.copyOf(ahead);
    Set<Flag> copy = EnumSet.noneOf(Flag.class);
    copy.addAll(flags);
    flags = Collections.unmodifiableSet(copy);
  }
}
