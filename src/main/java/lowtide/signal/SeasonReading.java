package lowtide.signal;

import java.time.Instant;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import lowtide.market.Instrument;

/**
 * The calendar months of an instrument as known at a moment, with one of them asked about.
 *
 * @param asOf the newest close
 * @param months finished, oldest first
 * @param table over all of them
 * @param since over those from the settings' second beginning on; empty where they are too few, or
 *     all
 * @param record what the means did out of sample, all months
 * @param outlook of the running month; empty where another was asked about, or the close before it
 *     is not known
 * @param cycles Bitcoin's halvings; empty for others
 */
public record SeasonReading(
    Instrument instrument,
    Month asked,
    Instant asOf,
    List<SeasonMonth> months,
    SeasonTable table,
    Optional<SeasonTable> since,
    SeasonRecord record,
    Optional<SeasonOutlook> outlook,
    List<HalvingCycle> cycles,
    List<Flag> flags)
    implements SeasonResult {

  /** The p value below which a month effect counts as found. */
  public static final double SIGNIFICANT = .05;

  public SeasonReading {
    months = List.copyOf(months);
    cycles = List.copyOf(cycles);
    flags = List.copyOf(flags);
  }

  public SeasonTable.Row row() {
    return table.row(asked);
  }

  /** Whether the months differ by more than chance would have it. */
  public boolean isEffectFound() {
    return table.p() < SIGNIFICANT;
  }
}
