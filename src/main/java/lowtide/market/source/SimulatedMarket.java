package lowtide.market.source;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceSource;
import lowtide.market.Quote;
import lowtide.market.TradingCalendar;

/** A made-up market that tells the demo's story. The same seed gives the same prices. */
public final class SimulatedMarket implements PriceSource {
  /** The name that marks every number of it. */
  public static final String NAME = "SIMULATED";

  private static final Map<String, Double> PARTS_OF_BITCOIN =
      Map.of("BTC", 1.0, "ETH", 0.034, "SOL", 0.0016, "XRP", 0.000024);
  private static final Map<String, Double> EQUITY_PRICES =
      Map.of("PSCT", 45.0, "IWM", 230.0, "QQQ", 550.0, "SPY", 620.0, "XLK", 250.0, "GLD", 310.0);
  private static final double EQUITY_NOISE = 0.009;

  private final Instant start;
  private final Map<Instrument, SimulatedPath> paths = new HashMap<>();
  private final Map<Instrument, Sessions> sessions = new HashMap<>();
  private final SimulatedPath bitcoin;

  /**
   * @param start the first moment of the story, a UTC midnight; eight years of history lie before
   *     it
   */
  public SimulatedMarket(long seed, Instant start, Collection<Instrument> instruments) {
    this.start = start;
    this.bitcoin = new SimulatedPath(seed, null, 1);
    for (Instrument instrument : instruments) {
      long own = seed * 31 + instrument.symbol().hashCode();
      if (instrument.kind() == Instrument.Kind.EQUITY) {
        sessions.put(
            instrument, new Sessions(own, EQUITY_PRICES.getOrDefault(instrument.symbol(), 100.0)));
      } else if (instrument.kind() == Instrument.Kind.CRYPTO) {
        double part = PARTS_OF_BITCOIN.getOrDefault(instrument.symbol(), 0.001);
        paths.put(
            instrument,
            instrument.symbol().equals("BTC") ? bitcoin : new SimulatedPath(own, bitcoin, part));
      }
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    if (instrument.kind() == Instrument.Kind.CRYPTO) {
      int hour = (int) Duration.between(firstHour(), now).toHours() - 1;
      return hour < 0 || !paths.containsKey(instrument)
          ? Optional.empty()
          : Optional.of(
              quote(instrument, hour(instrument, hour), hourEnd(hour), Interval.HOUR.length()));
    }
    LocalDate last = TradingCalendar.NEW_YORK.lastClosedSession(now);
    Sessions equity = sessions.get(instrument);
    return equity == null
        ? Optional.empty()
        : Optional.of(
            quote(
                instrument,
                equity.close(last),
                TradingCalendar.NEW_YORK.close(last),
                Duration.ofDays(4)));
  }

  private static Quote quote(Instrument instrument, double price, Instant at, Duration freshFor) {
    return new Quote(instrument, BigDecimal.valueOf(price), at, NAME, freshFor);
  }

  /** What the signals need; more would only have to be made up. */
  @Override
  public Duration reach(Interval interval) {
    return Duration.ofDays(interval == Interval.DAY ? 8 * 366 : 60);
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    if (instrument.kind() == Instrument.Kind.EQUITY) {
      Sessions equity = sessions.get(instrument);
      return equity == null || interval == Interval.HOUR ? List.of() : equity.bars(from, now);
    }
    if (!paths.containsKey(instrument)) {
      return List.of();
    }
    List<Bar> bars = new ArrayList<>();
    Instant first = interval == Interval.DAY ? day(Story.FIRST_DAY) : firstHour();
    long span = interval.length().toSeconds();
    long skipped = Math.max(0, -Math.floorDiv(-Duration.between(first, from).toSeconds(), span));
    Instant opensAt = first.plusSeconds(skipped * span);
    while (!opensAt.plusSeconds(span).isAfter(now)) {
      bars.add(bar(instrument, interval, opensAt));
      opensAt = opensAt.plusSeconds(span);
    }
    return bars;
  }

  private Bar bar(Instrument instrument, Interval interval, Instant opensAt) {
    double open = closeBefore(instrument, interval, opensAt);
    double close = closeBefore(instrument, interval, opensAt.plus(interval.length()));
    // Wicks are of no consequence here: a tenth of the body on either side.
    double wick = Math.abs(close - open) / 10;
    return new Bar(
        opensAt, open, Math.max(open, close) + wick, Math.min(open, close) - wick, close, 1_000);
  }

  /** The last price before {@code at}, which ends an hour or, in the history, a day. */
  private double closeBefore(Instrument instrument, Interval interval, Instant at) {
    if (at.isAfter(firstHour())) {
      return hour(instrument, (int) Duration.between(firstHour(), at).toHours() - 1);
    }
    int days = (int) Duration.between(day(Story.FIRST_DAY), at).toDays();
    SimulatedPath path = path(instrument);
    return rounded(path.day(Math.min(Math.max(days - 1, 0), path.dayCount() - 1)));
  }

  private double hour(Instrument instrument, int i) {
    return rounded(path(instrument).hour(i));
  }

  private SimulatedPath path(Instrument instrument) {
    return paths.getOrDefault(instrument, bitcoin);
  }

  /** Seven digits, as prices are quoted. */
  private static double rounded(double price) {
    return new BigDecimal(price, new MathContext(7)).doubleValue();
  }

  private Instant day(int day) {
    return start.plus(Duration.ofDays(day));
  }

  private Instant firstHour() {
    return day(Story.FIRST_HOURLY_DAY);
  }

  private Instant hourEnd(int i) {
    return firstHour().plus(Duration.ofHours(i + 1L));
  }

  /** Bitcoin's last price at a session's close, by hours where there are any. */
  private double bitcoinAt(LocalDate session) {
    Instant close = TradingCalendar.NEW_YORK.close(session);
    if (close.isAfter(firstHour())) {
      return bitcoin.hour((int) Duration.between(firstHour(), close).toHours() - 1);
    }
    int day = (int) Duration.between(day(Story.FIRST_DAY), close).toDays();
    return bitcoin.day(Math.min(Math.max(day, 0), bitcoin.dayCount() - 1));
  }

  /** The closes of one simulated equity, worked out session after session and kept. */
  private final class Sessions {
    private final RandomGenerator random;
    private final TreeMap<LocalDate, Double> closes = new TreeMap<>();

    Sessions(long seed, double firstPrice) {
      this.random = new SplittableRandom(seed);
      LocalDate first =
          TradingCalendar.NEW_YORK.nextSession(
              LocalDate.ofInstant(day(Story.FIRST_DAY), ZoneOffset.UTC));
      closes.put(first, firstPrice / 2);
    }

    synchronized double close(LocalDate session) {
      while (closes.lastKey().isBefore(session)) {
        Map.Entry<LocalDate, Double> known = closes.lastEntry();
        LocalDate last = known.getKey();
        LocalDate next = TradingCalendar.NEW_YORK.nextSession(last);
        double day = Duration.between(start, TradingCalendar.NEW_YORK.close(next)).toHours() / 24.0;
        double coupling = Story.coupling(day);
        double usual = Story.noise(day) * 6;
        double led = Math.log(bitcoinAt(next) / bitcoinAt(last)) / usual;
        double move =
            coupling * Math.max(-2.5, Math.min(2.5, led))
                + Math.sqrt(1 - coupling * coupling) * random.nextGaussian();
        closes.put(next, rounded(known.getValue() * Math.exp(0.0004 + EQUITY_NOISE * move)));
      }
      return closes.getOrDefault(session, closes.firstEntry().getValue());
    }

    List<Bar> bars(Instant from, Instant now) {
      LocalDate last = TradingCalendar.NEW_YORK.lastClosedSession(now);
      close(last);
      List<Bar> bars = new ArrayList<>();
      closes
          .subMap(LocalDate.ofInstant(from, ZoneOffset.UTC), true, last, true)
          .forEach(
              (session, close) ->
                  bars.add(Bar.ofClose(session.atStartOfDay().toInstant(ZoneOffset.UTC), close)));
      return bars;
    }
  }
}
