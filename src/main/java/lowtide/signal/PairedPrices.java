package lowtide.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;
import org.jspecify.annotations.Nullable;

/** The series that are paired, and what they say of a session. */
record PairedPrices(Series assetDaily, Series assetHourly, Series proxyDaily) {
  PairedPrices {
    if (proxyDaily.instrument().kind() != Instrument.Kind.EQUITY) {
      throw new IllegalArgumentException(
          "proxy must trade in New York sessions: " + proxyDaily.instrument().symbol());
    }
    requireInterval("assetDaily", assetDaily, Interval.DAY);
    requireInterval("assetHourly", assetHourly, Interval.HOUR);
    requireInterval("proxyDaily", proxyDaily, Interval.DAY);
    if (!assetHourly.instrument().equals(assetDaily.instrument())) {
      throw new IllegalArgumentException(
          "assetHourly must be of %s: %s".formatted(assetDaily.instrument().symbol(), assetHourly));
    }
  }

  private static void requireInterval(String name, Series series, Interval interval) {
    if (series.interval() != interval) {
      throw new IllegalArgumentException(
          "%s must have bars of a %s: %s".formatted(name, interval, series));
    }
  }

  LocalDate lastProxyDay() {
    return proxyDaily.date(proxyDaily.size() - 1);
  }

  /** Null where one of the two prices is missing. */
  @Nullable Session at(LocalDate session, TradingCalendar calendar) {
    Instant midnight = session.atStartOfDay().toInstant(ZoneOffset.UTC);
    int p = proxyDaily.indexOf(midnight);
    if (p < 0) {
      return null;
    }
    boolean roundTheClock = assetDaily.instrument().kind() == Instrument.Kind.CRYPTO;
    // The time of a close is dear to work out: not where there can be no hour that ends then.
    if (roundTheClock
        && !assetHourly.isEmpty()
        && !session.isBefore(assetHourly.date(0))
        && !session.isAfter(assetHourly.date(assetHourly.size() - 1))) {
      // Hours end on the hour and so do sessions, so the bar of the last hour ends just then.
      int h = assetHourly.indexOf(calendar.close(session).minus(Interval.HOUR.length()));
      if (h >= 0) {
        return new Session(assetHourly.close(h), proxyDaily.close(p), false);
      }
    }
    int d = assetDaily.indexOf(midnight);
    return d < 0 ? null : new Session(assetDaily.close(d), proxyDaily.close(p), roundTheClock);
  }

  boolean startsWith(PairedPrices earlier) {
    return assetDaily.startsWith(earlier.assetDaily)
        && assetHourly.startsWith(earlier.assetHourly)
        && proxyDaily.startsWith(earlier.proxyDaily);
  }

  boolean sameAs(PairedPrices other) {
    return assetDaily.size() == other.assetDaily.size()
        && assetHourly.size() == other.assetHourly.size()
        && proxyDaily.size() == other.proxyDaily.size()
        && startsWith(other);
  }

  /** The first day of which the earlier prices lack a bar that is here. */
  LocalDate firstDayBeyond(PairedPrices earlier) {
    LocalDate first = LocalDate.MAX;
    for (Series[] pair :
        new Series[][] {
          {assetDaily, earlier.assetDaily},
          {assetHourly, earlier.assetHourly},
          {proxyDaily, earlier.proxyDaily}
        }) {
      int known = pair[1].size();
      if (known < pair[0].size() && pair[0].date(known).isBefore(first)) {
        first = pair[0].date(known);
      }
    }
    return first;
  }

  /** A session's two prices or returns. */
  record Session(double asset, double proxy, boolean async) {}
}
