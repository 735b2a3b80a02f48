package lowtide.bench;

import static lowtide.bench.Row.alone;
import static lowtide.bench.Row.alongside;
import static lowtide.bench.Row.faster;
import static lowtide.bench.Row.slower;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lowtide.bench.Row.Figure;
import lowtide.market.source.KlineBench;
import org.openjdk.jmh.runner.RunnerException;

/** Measures, prints one table and writes it to the file named. */
public final class Bench {
  /** Rounds, so that both figures of a ratio are taken under the same load, several times. */
  private static final int ROUNDS = 3;

  private static final Measurement SLIDING = Measurement.of(RollingBench.class, "sliding");
  private static final Measurement HIPPARCHUS =
      Measurement.of(RollingBench.class, "hipparchus").iterationsOf(500);
  private static final Measurement GRID = Measurement.of(GridBench.class, "grid");
  private static final Measurement COMMONS =
      Measurement.of(GridBench.class, "commonsMath").iterationsOf(500);
  private static final Measurement COMMONS_ON_COLUMNS =
      Measurement.of(GridBench.class, "commonsMathOnColumns").iterationsOf(500);
  private static final Measurement HIT = Measurement.of(LevelsBench.class, "hitIndex");
  private static final Measurement ADD = Measurement.of(LevelsBench.class, "addToIndex");

  private static final Measurement KLINES = Measurement.of(KlineBench.class, "read");

  /** The table; add a row here, and its benchmark in a class beside this one. */
  private static final List<Row> ROWS =
      List.of(
          faster(
              "Rolling r, 1,000,000 pairs, window 90, a pair; Hipparchus for each window",
              per(1_000_000, SLIDING),
              per(1_000_000, HIPPARCHUS),
              66),
          slower(
              "the same; one division and one root for each pair",
              per(1_000_000, SLIDING),
              per(1_000_000, Measurement.of(RollingBench.class, "divisionAndRoot")),
              10),
          slower(
              "the same for 10,000,000 pairs, a pair; for 1,000,000",
              per(10_000_000, SLIDING.with("pairs", 10_000_000)),
              per(1_000_000, SLIDING),
              1.5),
          slower(
              "the same pair by pair; in one call",
              per(1_000_000, Measurement.of(RollingBench.class, "pairByPair")),
              per(1_000_000, SLIDING),
              5),
          alone("Rolling r: largest error", "", Accuracy.SLIDING, 1e-12),
          faster(
              "Grid of 100 x 5 x 4, a bar; commons-math for each pair and window, from the bars",
              time(GRID),
              time(COMMONS),
              400),
          faster(
              "the same; commons-math where columns are kept ready",
              time(GRID),
              time(COMMONS_ON_COLUMNS)),
          alone("Grid: a bar, median as clocked", " ns", round -> round.gridTail().median(), 5_000),
          alone("Grid: 99.9th percentile over median", "", round -> round.gridTail().least(), 10),
          alongside(
              "Grid: the same with interruptions; doing nothing for as long",
              round -> round.gridTail().clocked(),
              round -> round.gridTail().idle()),
          alone("Grid: bytes allocated by a bar", "", round -> round.gridTail().allocated(), 1),
          alone("Grid: largest error", "", Accuracy.GRID, 1e-12),
          faster(
              "Tick among 1,000,000 levels; SQLite's covering index",
              time(HIT),
              time(Measurement.of(LevelsBench.class, "hitSqlite")),
              50),
          faster(
              "the same; TreeMap",
              time(HIT),
              time(Measurement.of(LevelsBench.class, "hitTreeMap")),
              1),
          slower(
              "the same among 1,000,000; among 100,000",
              time(HIT),
              time(HIT.with("levels", 100_000)),
              2),
          slower(
              "Level added to 1,000,000; TreeMap",
              time(ADD),
              time(Measurement.of(LevelsBench.class, "addToTreeMap")),
              2),
          slower(
              "the same to 1,000,000; to 100,000", time(ADD), time(ADD.with("levels", 100_000)), 4),
          alone(
              "Replay, ten years of days, 10 instruments",
              " ms",
              round -> ReplayTime.daily(),
              1_000),
          alone(
              "the same with an archive of classes",
              " ms",
              round -> ReplayTime.dailyFromArchive(),
              1_000),
          alone("Replay, 19 months of hours", " ms", round -> ReplayTime.hourly(), 1_000),
          alone(
              "the same with an archive of classes",
              " ms",
              round -> ReplayTime.hourlyFromArchive(),
              1_000),
          alone("A look without news: allocated", " B", round -> ReplayTime.bytesOfALook(), 8_192),
          alone("1,000 klines, text to checked bars", " ms", millis(KLINES), 1),
          slower(
              "Poll of 10 instruments at 3 venues; of 1, as long as its slowest venue takes",
              " ms",
              round -> PollTime.tenTimesThree(),
              round -> PollTime.oneTimesThree(),
              1.5),
          alone(
              "/corr with its chart, from update to answer, median",
              " ms",
              round -> round.answers().median(),
              100),
          alone("the same, 99th percentile", " ms", round -> round.answers().p99(), 250));

  private Bench() {}

  public static void main(String[] args) throws RunnerException, IOException {
    // Read once, by the first local server of whichever row: as LocalTelegram, which comes late.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    List<Round> rounds = new ArrayList<>();
    for (int k = 0; k < ROUNDS; k++) {
      rounds.add(new Round());
    }
    // Round by round, in the order of the rows: what is compared is measured side by side.
    for (Round round : rounds) {
      for (Row row : ROWS) {
        row.measure(round);
      }
    }
    List<List<String>> cells = new ArrayList<>();
    for (Row row : ROWS) {
      cells.add(row.cells(rounds));
    }
    String table = Table.of(cells);
    System.out.println(table);
    Files.writeString(Path.of(args[0]), Table.page(table, ROUNDS));
  }

  private static Figure time(Measurement measurement) {
    return round -> round.time(measurement);
  }

  private static Figure millis(Measurement measurement) {
    return round -> round.time(measurement) / 1e6;
  }

  private static Figure per(int operations, Measurement measurement) {
    return round -> round.time(measurement) / operations;
  }
}
