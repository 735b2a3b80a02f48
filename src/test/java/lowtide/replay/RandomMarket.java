package lowtide.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.market.PriceHistory;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;

/**
 * Years of made-up prices of all that the shipped config names: a coin with its hours towards the
 * end, other coins and funds that move with it at times, and a metric; days and hours are missing
 * here and there.
 */
public final class RandomMarket {
  public static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  public static final Instrument ETH = new Instrument("ETH", "Ether", Instrument.Kind.CRYPTO);
  public static final Instrument PSCT =
      fund("PSCT", "S&P SmallCap 600 Information Technology (ETF)");
  public static final Instrument IWM = fund("IWM", "Russell 2000 (ETF)");
  public static final Instrument SPY = fund("SPY", "S&P 500 (ETF)");
  public static final Instrument GLD = fund("GLD", "Gold (ETF)");
  public static final Instrument MVRV =
      new Instrument("MVRV", "Bitcoin market value / realised value", Instrument.Kind.METRIC);
  public static final LocalDate END = LocalDate.of(2025, 7, 31);
  private static final int HOURS = 60 * 24;

  private final Map<Instrument, Series> daily = new LinkedHashMap<>();
  private final Map<Instrument, Series> hourly = new LinkedHashMap<>();

  public RandomMarket(long seed, int days) {
    SplittableRandom random = new SplittableRandom(seed);
    LocalDate start = END.minusDays(days - 1L);
    double[] common = new double[days];
    List<Bar> coin = new ArrayList<>();
    List<Bar> hours = new ArrayList<>();
    double price = 100_000 + random.nextDouble(40_000);
    for (int day = 0; day < days; day++) {
      Instant midnight = start.plusDays(day).atStartOfDay(ZoneOffset.UTC).toInstant();
      common[day] = gauss(random);
      double share = Math.sin(day / 150.0);
      double target = price * Math.exp(.012 * (share * common[day] + (1 - share) * gauss(random)));
      // Held around the levels, so that they are crossed often.
      target *= Math.pow(118_000 / target, .03);
      if (day >= days - HOURS / 24) {
        for (int hour = 0; hour < 24; hour++) {
          price += (target - price) / (24 - hour) + 200 * gauss(random);
          Instant opens = midnight.plus(Duration.ofHours(hour));
          if (random.nextInt(50) > 0) {
            hours.add(bar(opens, price, 300 * random.nextDouble()));
          }
        }
      }
      price = target;
      if (random.nextInt(60) > 0) {
        coin.add(bar(midnight, price, 1_500 * random.nextDouble()));
      }
    }
    daily.put(BTC, Series.of(BTC, Interval.DAY, coin));
    hourly.put(BTC, Series.of(BTC, Interval.HOUR, hours));
    for (Instrument fund : List.of(PSCT, IWM)) {
      daily.put(fund, fund(fund, random, start, common));
    }
    for (Instrument fund :
        List.of(
            SPY,
            GLD,
            fund("QQQ", "Nasdaq 100 (ETF)"),
            fund("XLK", "S&P 500 Technology (ETF)"),
            fund("TLT", "US Treasuries of 20 years and more (ETF)"))) {
      daily.put(fund, fund(fund, random, start, common));
    }
    for (Instrument other :
        List.of(
            ETH,
            new Instrument("SOL", "Solana", Instrument.Kind.CRYPTO),
            new Instrument("XRP", "XRP", Instrument.Kind.CRYPTO),
            MVRV)) {
      daily.put(other, utcDays(other, random, start, common));
    }
  }

  private static Instrument fund(String symbol, String name) {
    return new Instrument(symbol, name, Instrument.Kind.EQUITY);
  }

  private static Series utcDays(
      Instrument instrument, SplittableRandom random, LocalDate start, double[] common) {
    List<Bar> bars = new ArrayList<>();
    double value = 2;
    for (int day = 0; day < common.length; day++) {
      value *= Math.exp(.02 * (.6 * common[day] + .8 * gauss(random)));
      value *= Math.pow(2 / value, .01);
      if (random.nextInt(300) > 0) {
        Instant midnight = start.plusDays(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        bars.add(bar(midnight, value, value * .02 * random.nextDouble()));
      }
    }
    return Series.of(instrument, Interval.DAY, bars);
  }

  private static Series fund(
      Instrument fund, SplittableRandom random, LocalDate start, double[] common) {
    List<Bar> bars = new ArrayList<>();
    double price = 50;
    for (int day = 0; day < common.length; day++) {
      LocalDate date = start.plusDays(day);
      price *= Math.exp(.01 * (.7 * common[day] + .7 * gauss(random)));
      if (TradingCalendar.NEW_YORK.isSession(date) && random.nextInt(100) > 0) {
        bars.add(Bar.ofClose(date.atStartOfDay(ZoneOffset.UTC).toInstant(), price));
      }
    }
    return Series.of(fund, Interval.DAY, bars);
  }

  private static Bar bar(Instant opens, double close, double range) {
    return new Bar(opens, close, close + range, close - range, close, 1);
  }

  private static double gauss(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  public Map<Instrument, Series> daily() {
    return daily;
  }

  public Map<Instrument, Series> hourly() {
    return hourly;
  }

  /** Everything, as known at a moment. */
  public MarketView at(Instant moment) {
    return new MarketView(moment, daily, hourly, Map.of());
  }

  /** The same from columns of its own that end at the moment. */
  MarketView copyAt(Instant moment) {
    return new MarketView(moment, copies(daily, moment), copies(hourly, moment), Map.of());
  }

  private static Map<Instrument, Series> copies(Map<Instrument, Series> all, Instant moment) {
    Map<Instrument, Series> copies = new LinkedHashMap<>();
    all.forEach(
        (instrument, series) -> {
          List<Bar> bars = new ArrayList<>();
          for (int i = 0; i < series.countUntil(moment); i++) {
            bars.add(series.bar(i));
          }
          copies.put(instrument, Series.of(instrument, series.interval(), bars));
        });
    return copies;
  }

  /** When bars closed, oldest first, from this day on. */
  public List<Instant> moments(LocalDate from) {
    TreeSet<Instant> moments = new TreeSet<>();
    for (Map<Instrument, Series> kept : List.of(daily, hourly)) {
      for (Series series : kept.values()) {
        for (int i = series.size() - 1; i >= 0 && !series.date(i).isBefore(from); i--) {
          moments.add(series.closesAt(i));
        }
      }
    }
    return List.copyOf(moments);
  }

  /** The bars that had closed by a moment, as a history that can be read. */
  public PriceHistory historyUntil(Instant moment) {
    return new PriceHistory() {
      @Override
      public Written write(
          Instrument instrument, Interval interval, List<Bar> bars, String source) {
        throw new UnsupportedOperationException("a made-up market is not written to");
      }

      @Override
      public Series bars(Instrument instrument, Interval interval, Instant from) {
        Map<Instrument, Series> kept = interval == Interval.DAY ? daily : hourly;
        return copies(kept, moment).getOrDefault(instrument, Series.empty(instrument, interval));
      }

      @Override
      public String source(Instrument instrument, Interval interval) {
        return "made up";
      }
    };
  }
}
