package lowtide.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;

/** Made-up series. */
final class Bars {
  static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  static final Instrument PSCT = new Instrument("PSCT", "Small-cap tech", Instrument.Kind.EQUITY);
  static final Instrument QQQ = new Instrument("QQQ", "Large-cap tech", Instrument.Kind.EQUITY);
  static final Instrument MVRV = new Instrument("MVRV", "MVRV", Instrument.Kind.METRIC);
  static final TradingCalendar CALENDAR = TradingCalendar.NEW_YORK;
  static final Series NO_HOURS = Series.empty(BTC, Interval.HOUR);

  private Bars() {}

  static Series daily(Instrument instrument, Map<LocalDate, Double> closes) {
    List<Bar> bars = new ArrayList<>();
    new TreeMap<>(closes).forEach((day, close) -> bars.add(Bar.ofClose(midnight(day), close)));
    return Series.of(instrument, Interval.DAY, bars);
  }

  /** Consecutive UTC days from {@code first} on. */
  static Series daily(Instrument instrument, LocalDate first, double[] closes) {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < closes.length; i++) {
      bars.add(Bar.ofClose(midnight(first.plusDays(i)), closes[i]));
    }
    return Series.of(instrument, Interval.DAY, bars);
  }

  /** Consecutive sessions from {@code first} on. */
  static Series sessions(Instrument instrument, LocalDate first, double[] closes) {
    Map<LocalDate, Double> days = new TreeMap<>();
    LocalDate session = first;
    for (double close : closes) {
      days.put(session, close);
      session = CALENDAR.nextSession(session);
    }
    return daily(instrument, days);
  }

  /** Hours that end at the given instants. */
  static Series hourly(Instrument instrument, Map<Instant, Double> closes) {
    List<Bar> bars = new ArrayList<>();
    new TreeMap<>(closes)
        .forEach((end, close) -> bars.add(Bar.ofClose(end.minusSeconds(3600), close)));
    return Series.of(instrument, Interval.HOUR, bars);
  }

  /** A coin that moves with a fund: daily closes of both on the fund's sessions. */
  static Series[] correlated(RandomGenerator random, LocalDate from, LocalDate to, double rho) {
    List<LocalDate> sessions = CALENDAR.sessionsBetween(from, to);
    double[][] returns = Vectors.normal(random, sessions.size(), rho);
    Map<LocalDate, Double> coin = new TreeMap<>();
    Map<LocalDate, Double> fund = new TreeMap<>();
    double coinPrice = 60000;
    double fundPrice = 40;
    for (int i = 0; i < sessions.size(); i++) {
      coinPrice *= Math.exp(.03 * returns[0][i]);
      fundPrice *= Math.exp(.01 * returns[1][i]);
      coin.put(sessions.get(i), coinPrice);
      fund.put(sessions.get(i), fundPrice);
    }
    return new Series[] {daily(BTC, coin), daily(PSCT, fund)};
  }

  static double[] walk(RandomGenerator random, int n, double volatility) {
    double[] closes = new double[n];
    double price = 1000;
    for (int i = 0; i < n; i++) {
      price *= Math.exp(volatility * random.nextGaussian());
      closes[i] = price;
    }
    return closes;
  }

  static Instant midnight(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
