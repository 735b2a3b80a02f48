package lowtide.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Bars that should be in a series and are not: a source left them out, or they were refused. */
final class Holes {
  private Holes() {}

  /**
   * Bars that are missing in a row.
   *
   * @param from the first that is missing
   * @param until the next that is there
   */
  record Hole(Instant from, Instant until) {}

  /** Newest first. */
  static List<Hole> in(Series series) {
    List<Hole> holes = new ArrayList<>();
    for (int i = series.size() - 1; i > 0; i--) {
      Instant expected = next(series, i - 1);
      if (expected.isBefore(series.opensAt(i))) {
        holes.add(new Hole(expected, series.opensAt(i)));
      }
    }
    return holes;
  }

  private static Instant next(Series series, int i) {
    Instant opensAt = series.opensAt(i);
    if (series.instrument().kind() != Instrument.Kind.EQUITY) {
      return opensAt.plus(series.interval().length());
    }
    LocalDate session = LocalDate.ofInstant(opensAt, ZoneOffset.UTC);
    return TradingCalendar.NEW_YORK.nextSession(session).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
