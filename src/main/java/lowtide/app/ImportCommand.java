package lowtide.app;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lowtide.config.Settings;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.Interval;
import lowtide.market.LabelShift;
import lowtide.market.PriceHistory;
import lowtide.market.Series;
import lowtide.market.Symbols;
import lowtide.market.UtcDays;
import lowtide.market.source.CsvBars;
import lowtide.store.StoreException;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlPriceHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** import: CSV history into the store. */
@Command(
    name = "import",
    description = {
      "Brings CSV history into the store. Doing it twice changes nothing.",
      "A file's columns: date,close[,open,high,low,volume] for days, time,close[,...] for hours."
    })
final class ImportCommand extends Main.Subcommand {
  private static final String SOURCE = "imported";
  private static final int CHUNK = 2_000;

  @Option(
      names = "--instrument",
      required = true,
      paramLabel = "SYMBOL",
      description = "For example BTC.")
  private String symbol = "";

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV files.")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws Exception {
    Settings settings = places().settings();
    Instruments instruments = new Parts(settings).importable();
    Instrument instrument =
        instruments
            .find(symbol)
            .orElseThrow(
                () ->
                    new Main.InputException(
                        "--instrument: %s is not in the config; %s"
                            .formatted(
                                symbol,
                                Symbols.nearest(
                                        symbol.toUpperCase(Locale.ROOT), instruments.symbols())
                                    .map(nearest -> "did you mean " + nearest + "?")
                                    .orElse("there are " + instruments.symbols()))));
    Map<Path, CsvBars> read = new LinkedHashMap<>();
    for (Path file : files) {
      CsvBars csv = read(file, instrument);
      if (instrument.kind() == Instrument.Kind.METRIC && csv.interval() != Interval.DAY) {
        throw new Main.InputException(
            "%s: %s is a metric, which has days, not hours: date,close"
                .formatted(file, instrument.symbol()));
      }
      read.put(file, csv);
    }
    PrintStream out = Terminal.out();
    boolean losses = false;
    try (Database database = Stores.open(settings, places().data())) {
      PriceHistory history = new SqlPriceHistory(database);
      for (Map.Entry<Path, CsvBars> entry : read.entrySet()) {
        CsvBars csv = entry.getValue();
        String name = String.valueOf(entry.getKey().getFileName());
        requireRightLabels(name, Series.of(instrument, csv.interval(), csv.bars()), history);
        PriceHistory.Written written = write(history, instrument, csv, name);
        for (CsvBars.BadRow bad : csv.bad()) {
          out.println("%s:%d: %s: %s".formatted(name, bad.line(), bad.reason(), bad.text()));
        }
        out.println(
            "%s: %d bars of %s (%s): %d new, %d corrected, %d known; %d bad rows"
                .formatted(
                    name,
                    csv.bars().size(),
                    instrument.symbol(),
                    csv.interval().name().toLowerCase(Locale.ROOT),
                    written.added(),
                    written.corrected(),
                    written.unchanged(),
                    csv.bad().size()));
        losses |= !csv.bad().isEmpty();
      }
    }
    out.flush();
    return losses ? Main.LOSSES : 0;
  }

  /** A file whose days are named a day too early or late ruins every correlation. */
  private static void requireRightLabels(String name, Series file, PriceHistory history)
      throws Main.InputException {
    Series known = history.bars(file.instrument(), file.interval());
    int late = LabelShift.of(file, known);
    if (late == 0 && file.interval() == Interval.DAY) {
      late = LabelShift.of(file, UtcDays.of(history.bars(file.instrument(), Interval.HOUR)));
    }
    if (late != 0) {
      throw new Main.InputException(
          "%s: its labels are one bar too %s beside what is stored of %s: %s belongs to the bar %s. Nothing was imported from it; move the labels, or import into another --data folder."
              .formatted(
                  name,
                  late > 0 ? "late" : "early",
                  file.instrument().symbol(),
                  file.date(file.size() - 1),
                  late > 0 ? "before" : "behind"));
    }
  }

  private CsvBars read(Path file, Instrument instrument) throws Main.InputException {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (Reader reader = new InputStreamReader(Files.newInputStream(file), decoder)) {
      return CsvBars.read(reader, instrument, clock().instant());
    } catch (CsvBars.HeaderException e) {
      throw new Main.InputException(file + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw new Main.InputException(file + ": there is no such file");
    } catch (IOException e) {
      throw new Main.InputException(file + ": cannot be read: " + StoreException.firstLine(e));
    }
  }

  private static PriceHistory.Written write(
      PriceHistory history, Instrument instrument, CsvBars csv, String name) {
    int added = 0;
    int corrected = 0;
    int unchanged = 0;
    List<Bar> bars = csv.bars();
    for (int from = 0; from < bars.size(); from += CHUNK) {
      int to = Math.min(from + CHUNK, bars.size());
      PriceHistory.Written part =
          history.write(instrument, csv.interval(), bars.subList(from, to), SOURCE);
      added += part.added();
      corrected += part.corrected();
      unchanged += part.unchanged();
      System.err.print(ProgressBar.of(name, (double) to / bars.size()));
    }
    System.err.println();
    return new PriceHistory.Written(added, corrected, unchanged);
  }
}
