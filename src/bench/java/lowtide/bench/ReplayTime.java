package lowtide.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import lowtide.app.LookCost;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.TradingCalendar;
import lowtide.store.sql.SqlPriceHistory;
import lowtide.store.sqlite.SqliteDatabase;

/** How long a replay takes in a JVM of its own, from the first line of main to the last alert. */
final class ReplayTime {
  private static final LocalDate FIRST = LocalDate.of(2009, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2025, 7, 31);
  private static final LocalDate FIRST_HOUR = LocalDate.of(2024, 1, 1);
  private static final String PROGRAM = "target/lowtide.jar";
  private static Path folder;

  private ReplayTime() {}

  /** Ten years of daily bars of four coins and six funds, in ms. */
  static double daily() {
    return once("days", List.of());
  }

  /** Nineteen months of hourly bars of a coin beside the daily ones, in ms. */
  static double hourly() {
    return once("hours", List.of());
  }

  /** As {@link #daily} with an archive of the classes that such a run loads. */
  static double dailyFromArchive() {
    return once("days", List.of("-XX:SharedArchiveFile=" + archive()));
  }

  /** As {@link #hourly} with such an archive. */
  static double hourlyFromArchive() {
    return once("hours", List.of("-XX:SharedArchiveFile=" + archive()));
  }

  /** Bytes that a look without news allocates, in a store with hours. */
  static double bytesOfALook() {
    try {
      return LookCost.bytes(folder().resolve("hours"), Instant.parse("2025-07-15T12:10:00Z"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double once(String store, List<String> options) {
    String printed = replay(store, options).strip();
    return Double.parseDouble(printed.substring(printed.lastIndexOf('\n') + 1));
  }

  private static String replay(String store, List<String> options) {
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      command.addAll(options);
      command.addAll(
          List.of(
              "-cp", PROGRAM + File.pathSeparator + clock(), ReplayOnce.class.getName(), "replay"));
      command.addAll(List.of("--data", folder().resolve(store).toString()));
      command.addAll(
          store.equals("days")
              ? List.of("--from", "2015-01-01", "--to", "2024-12-31")
              : List.of("--from", "2024-01-01", "--to", "2025-07-31"));
      Process replay =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new String(replay.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A jar of {@link ReplayOnce}: there is no archive for classes in folders. */
  private static synchronized Path clock() throws IOException {
    Path jar = folder().resolve("clock.jar");
    if (!Files.exists(jar)) {
      String name = ReplayOnce.class.getName().replace('.', '/') + ".class";
      try (InputStream bytes = ReplayOnce.class.getResourceAsStream("/" + name);
          JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        out.putNextEntry(new JarEntry(name));
        bytes.transferTo(out);
      }
    }
    return jar;
  }

  private static synchronized Path archive() {
    try {
      Path archive = folder().resolve("lowtide.jsa");
      if (!Files.exists(archive)) {
        replay("hours", List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off"));
      }
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized Path folder() throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory("lowtide-bench");
      for (String store : List.of("days", "hours")) {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve(store))) {
          fill(new SqlPriceHistory(database), store.equals("hours"));
        }
      }
    }
    return folder;
  }

  private static void fill(SqlPriceHistory history, boolean hours) {
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
