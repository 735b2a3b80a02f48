package lowtide.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import lowtide.market.Instrument;

/**
 * How closely an asset moved with a proxy over the last sessions.
 *
 * @param window sessions looked at
 * @param asOf the close of the last of them
 * @param session its date
 * @param n how many returns of the window are there
 * @param nEff how many independent ones they are worth
 * @param beta the asset's move for each unit of the proxy's
 * @param low lower end of the 95 % interval of {@code pearson}; {@code high} the upper
 * @param label in a word, with hysteresis, over all of the pair's history
 * @param labelSince the session on which that word came to be
 * @param bandLabel the word for the last {@code pearson} alone
 * @param significant whether the interval excludes zero
 */
public record CorrelationReading(
    Instrument asset,
    Instrument proxy,
    int window,
    Instant asOf,
    LocalDate session,
    int n,
    double nEff,
    double pearson,
    double spearman,
    double kendall,
    double ewma,
    double beta,
    double low,
    double high,
    Label label,
    LocalDate labelSince,
    Label bandLabel,
    boolean significant,
    Set<Flag> flags)
    implements CorrelationResult {

  public CorrelationReading {
    // In order of declaration, so that they are always listed alike.
    Set<Flag> copy = EnumSet.noneOf(Flag.class);
    copy.addAll(flags);
    flags = Collections.unmodifiableSet(copy);
  }
}
