package lowtide.app;

import java.io.PrintStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.YearlyTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** years: the yearly mean of the rolling correlation, pair by pair. */
@Command(
    name = "years",
    description =
        "Prints the yearly mean of the rolling correlation of pairs on the stored history.")
final class YearsCommand extends Main.Subcommand {
  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "90",
      description = "Sessions (default ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--pair",
      paramLabel = "A/B",
      split = ",",
      defaultValue = "BTC/IWM,BTC/PSCT,BTC/QQQ,ETH/IWM,SOL/IWM,XRP/IWM,BTC/GLD",
      description = "Pairs (default ${DEFAULT-VALUE}).")
  private List<String> pairs = List.of();

  @Option(
      names = "--daily",
      description =
          "By daily closes alone, even where hourly bars would match the sessions' closes.")
  private boolean daily;

  @Option(
      names = "--since",
      paramLabel = "YEAR",
      defaultValue = "2018",
      description = "First year shown (default ${DEFAULT-VALUE}).")
  private int since;

  @Override
  public Integer call() throws Exception {
    if (since > clock().instant().atZone(ZoneOffset.UTC).getYear()) {
      throw new Main.InputException(
          "--since %d: that year has not begun. For example: --since 2018".formatted(since));
    }
    PrintStream out = Terminal.out();
    try (History history = new History(places().settings(), places().data())) {
      MarketView now = history.feed().asOf(clock().instant());
      MarketView view = daily ? now.withoutHours() : now;
      Map<String, Map<Integer, Double>> rows = new LinkedHashMap<>();
      TreeSet<Integer> years = new TreeSet<>();
      for (String pair : pairs) {
        Map<Integer, Double> row = row(history, view, pair);
        rows.put(pair, row);
        years.addAll(row.keySet());
      }
      out.println("Yearly mean of the correlation over %d sessions".formatted(window));
      out.printf("%-10s", "");
      years.forEach(year -> out.printf("%7d", year));
      out.println();
      rows.forEach(
          (pair, row) -> {
            out.printf("%-10s", pair);
            for (Integer year : years) {
              Double mean = row.get(year);
              out.printf("%7s", mean == null ? "" : rounded(mean));
            }
            out.println();
          });
    }
    out.flush();
    return 0;
  }

  /** Two digits, without the sign that rounding may leave on a zero. */
  private static String rounded(double mean) {
    return String.format(Locale.US, "%.2f", Math.abs(mean) < 0.005 ? 0 : mean);
  }

  private Map<Integer, Double> row(History history, MarketView view, String pair)
      throws Main.InputException {
    List<Instrument> both = new ArrayList<>();
    for (String symbol : pair.split("/", -1)) {
      history.parts().instruments().find(symbol).ifPresent(both::add);
    }
    if (both.size() != 2
        || both.get(1).kind() != Instrument.Kind.EQUITY
        || window < 10
        || window > 500) {
      throw new Main.InputException(
          "--pair %s --window %d: a pair is an instrument and one that trades in New York, a window 10 to 500. For example: --pair BTC/IWM --window 90"
              .formatted(pair, window));
    }
    Map<Integer, Double> row = new LinkedHashMap<>();
    for (YearlyTable.Row year :
        YearlyTable.of(history.parts().engine().rolling(view, both.get(0), both.get(1), window))
            .years()) {
      if (year.year() >= since) {
        row.put(year.year(), year.mean());
      }
    }
    return row;
  }
}
