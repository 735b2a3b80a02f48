package lowtide.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells as Markdown, aligned for the terminal. */
final class Table {
  private static final List<String> HEADS =
      List.of("work; what stands beside", "here", "beside", "ratio (range)", "demanded", "met");

  private Table() {}

  static String of(List<List<String>> rows) {
    int[] widths = HEADS.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      Arrays.setAll(widths, c -> Math.max(widths[c], row.get(c).length()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(HEADS, widths));
    lines.add(line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return String.join("\n", lines);
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int c = 0; c < widths.length; c++) {
      line.append(" ").append(cells.get(c)).append(" ".repeat(widths[c] - cells.get(c).length()));
      line.append(" |");
    }
    return line.toString();
  }

  /** The page that the table stands on. */
  static String page(String table, int rounds) {
    Runtime runtime = Runtime.getRuntime();
    return """
        # Performance

        Written by `mvn -q verify -Pbench`, which measures all of it in one run: here on %s %s, %s %s, %d cores.
        Every ratio is of two figures taken one after the other in one round, each in a JVM of its own (JMH): the least of four
        iterations, of the grid the median of its calls. Figures are medians of %d rounds; the range is that of the rounds.
        Absolute times change with the machine and its load, ratios less.

        %s

        ## How

        - **Rolling r** is the work of `SlidingCorrelation`: blocks of the window's length, sums about the border between two of them, nothing
          ever subtracted. Errors are against sums in whole numbers on four series of 100,000 pairs: returns; an offset of 1e6 with noise of
          1e-3; spikes of 1e3 and then a variation of 1e-6; stretches of equal values.
        - **Grid** is `CorrelationGrid`: 100 assets, 5 proxies, windows of 20, 60, 90 and 180 bars; a bar updates 2,000 coefficients.
          The demand is set against commons-math given what the grid is given, bars, so that it gathers each window's two columns first.
          Where it finds columns ready it has less to do: the row below, without a demand, and lower.
          The percentile is that of each bar's least time of nine passes: what the grid does comes back in each, an interruption by the
          machine does not. The row below it has the interruptions in, and what they do to a loop that only looks at the clock.
        - **Levels** are those of `LevelIndex`, half of them downward and half upward, at random prices. A tick meets fifty on average. SQLite
          holds them in memory; an added level is one of 10,000, which are then removed again.
        - **Replay** is `lowtide replay` with the shipped config over made-up prices in a store, in a JVM of its own: from the first line
          of main to the end, with config, store and calendar opened, and nothing warm. From the jar, with the quick compiler and the
          serial collector (`-XX:+UseSerialGC -XX:TieredStopAtLevel=1`), without and with an archive of the classes it loads, as the
          README advises for single commands.
        - **A look** shows the market to every rule of the shipped config when there is a new price and no new bar.
        - **Klines** are a page of Binance's candles as text, read by `BinanceSource` to bars in order, each price checked.
        - **Poll** is `PriceFeed.pollQuotes` over HTTP to local servers that take 40, 70 and 100 ms to answer.
        - **/corr with its chart** is asked of the whole bot by a local Telegram over HTTP, 300 times after 100 to get warm, each time another
          pair or window: the long poll, the store, the signal, the picture, the upload. A picture alone may take 100 ms, and a reply 250 in the worst case.

        A row is added to `ROWS` in `src/bench/java/lowtide/bench/Bench.java`.
        """
        .formatted(
            System.getProperty("java.vm.name"),
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            runtime.availableProcessors(),
            rounds,
            table);
  }
}
