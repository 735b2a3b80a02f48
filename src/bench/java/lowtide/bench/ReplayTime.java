package lowtide.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lowtide.app.LookCost;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.TradingCalendar;
import lowtide.store.sqlite.SqliteDatabase;
import lowtide.store.sqlite.SqlitePriceHistory;

/** How long a replay takes in a JVM of its own, from the first line of main to the last alert. */
final class ReplayTime {
  private static final LocalDate FIRST = LocalDate.of(2009, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2025, 7, 31);
  private static final LocalDate FIRST_HOUR = LocalDate.of(2024, 1, 1);
  private static Path folder;

  private ReplayTime() {}

  /** Ten years of daily bars of four coins and six funds, in ms. */
  static double daily() {
    return once("days", "2015-01-01", "2024-12-31");
  }

  /** Nineteen months of hourly bars of a coin beside the daily ones, in ms. */
  static double hourly() {
    return once("hours", "2024-01-01", "2025-07-31");
  }

  /** Bytes that a look without news allocates, in a store with hours. */
  static double bytesOfALook() {
    try {
      return LookCost.bytes(folder().resolve("hours"), Instant.parse("2025-07-15T12:10:00Z"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double once(String store, String from, String to) {
    try {
      Path data = folder().resolve(store);
      Process replay =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ReplayOnce.class.getName(),
                  "replay",
                  "--data",
                  data.toString(),
                  "--from",
                  from,
                  "--to",
                  to)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String printed =
          new String(replay.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return Double.parseDouble(printed.substring(printed.lastIndexOf('\n') + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized Path folder() throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory("lowtide-bench");
      for (String store : List.of("days", "hours")) {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve(store))) {
          fill(new SqlitePriceHistory(database), store.equals("hours"));
        }
      }
    }
    return folder;
  }

  private static void fill(SqlitePriceHistory history, boolean hours) {
    Random random = new Random(1);
    for (String symbol : List.of("BTC", "ETH", "SOL", "XRP")) {
      Instrument coin = new Instrument(symbol, symbol, Instrument.Kind.CRYPTO);
      List<Bar> days = new ArrayList<>();
      double price = 500;
      for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
        // Grows to where the levels are, as it did: else every day would cross them.
        price *= Math.exp(.0009 + .03 * random.nextGaussian());
        days.add(bar(day.atStartOfDay(ZoneOffset.UTC).toInstant(), price, random));
      }
      history.write(coin, Interval.DAY, days, "made up");
    }
    for (String symbol : List.of("PSCT", "IWM", "QQQ", "SPY", "XLK", "GLD")) {
      Instrument fund = new Instrument(symbol, symbol, Instrument.Kind.EQUITY);
      List<Bar> days = new ArrayList<>();
      double price = 100;
      for (LocalDate day : TradingCalendar.NEW_YORK.sessionsBetween(FIRST, LAST)) {
        price *= Math.exp(.01 * random.nextGaussian());
        days.add(bar(day.atStartOfDay(ZoneOffset.UTC).toInstant(), price, random));
      }
      history.write(fund, Interval.DAY, days, "made up");
    }
    if (hours) {
      Instrument coin = new Instrument("BTC", "BTC", Instrument.Kind.CRYPTO);
      List<Bar> bars = new ArrayList<>();
      Instant end = LAST.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      double price = 42_000;
      for (Instant at = FIRST_HOUR.atStartOfDay(ZoneOffset.UTC).toInstant();
          at.isBefore(end);
          at = at.plus(Duration.ofHours(1))) {
        price *= Math.exp(.00007 + .005 * random.nextGaussian());
        bars.add(bar(at, price, random));
      }
      history.write(coin, Interval.HOUR, bars, "made up");
    }
  }

  private static Bar bar(Instant at, double price, Random random) {
    double range = price * .01 * random.nextDouble();
    return new Bar(at, price, price + range, price - range, price, 1 + random.nextDouble());
  }
}
