package lowtide.app;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.Explanations;
import lowtide.chart.Drawing;
import lowtide.chat.BotAdmins;
import lowtide.chat.console.Console;
import lowtide.command.CommandDesk;
import lowtide.config.Settings;
import lowtide.evidence.Asker;
import lowtide.evidence.Evidence;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.market.source.CsvBars;
import lowtide.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** evidence: what the data say of each claim, as a page with charts. */
@Command(
    name = "evidence",
    description = {
      "Measures each claim about the market on price history; writes evidence.md and its charts.",
      "--data names a store, or a folder of CSV files: BTC.csv for days, BTC_1h.csv for hours."
    })
final class EvidenceCommand extends Main.Subcommand {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "docs",
      description = "Where the page goes (default ${DEFAULT-VALUE}).")
  private Path out = Path.of("docs");

  @Override
  public Integer call() throws Exception {
    Settings settings = places().settingsOrShipped();
    Parts parts = new Parts(settings);
    MarketView all = Files.exists(places().data().resolve("BTC.csv")) ? files(parts) : store();
    // The page is about the data, not about the day on which it was made.
    MarketView view = all.until(end(all, parts));
    PrintStream printed = Terminal.out();
    printed.println(write(parts, settings, view));
    printed.flush();
    return 0;
  }

  private Path write(Parts parts, Settings settings, MarketView view) throws Main.InputException {
    try {
      return new Evidence(
              parts.instruments(), settings.signals(), parts.engine(), asker(parts, view))
          .write(
              view,
              "mvn -q compile exec:java -Dexec.args=\"evidence --data %s\""
                  .formatted(places().data()),
              out);
    } catch (IOException e) {
      throw new Main.InputException(
          "--out: nothing can be written to %s: %s. For example: --out docs"
              .formatted(out, StoreException.firstLine(e)));
    }
  }

  /** When the newest bar closed. */
  private static Instant end(MarketView view, Parts parts) throws Main.InputException {
    Instant end = Instant.MIN;
    for (Instrument instrument : parts.instruments().all()) {
      for (Series series : List.of(view.daily(instrument), view.hourly(instrument))) {
        if (!series.isEmpty()) {
          end = Parts.later(end, series.closesAt(series.size() - 1));
        }
      }
    }
    if (end.equals(Instant.MIN)) {
      throw new Main.InputException(
          "no history there. For example: evidence --data DIR, with BTC.csv, PSCT.csv ... in it");
    }
    return end;
  }

  /** Puts questions to the same commands as a chat does. */
  private static Asker asker(Parts parts, MarketView all) {
    return (at, question) -> {
      Map<String, Drawing> charts = new LinkedHashMap<>();
      MarketView view = all.until(at);
      CommandDesk desk =
          new CommandDesk(
              parts.marketCommands(
                  BotAdmins.NONE,
                  () -> view,
                  symbol -> Optional.empty(),
                  (name, chart) -> {
                    charts.put(name, chart.get());
                    return null;
                  }),
              Explanations.NONE);
      return new Asker.Asked(desk.full(Console.request(question).orElseThrow()), charts);
    };
  }

  private MarketView store() throws Exception {
    try (History history = new History(places().settingsOrShipped(), places().data())) {
      return history.feed().asOf(clock().instant());
    }
  }

  private MarketView files(Parts parts) throws Main.InputException {
    Instant now = clock().instant();
    Map<Instrument, Series> daily = new LinkedHashMap<>();
    Map<Instrument, Series> hourly = new LinkedHashMap<>();
    for (Instrument instrument : parts.instruments().all()) {
      for (String ending : new String[] {"", "_1h"}) {
        Path file = places().data().resolve(instrument.symbol() + ending + ".csv");
        if (Files.exists(file)) {
          CsvBars csv = read(file, instrument, now);
          Map<Instrument, Series> kept = csv.interval() == Interval.DAY ? daily : hourly;
          kept.put(instrument, Series.of(instrument, csv.interval(), csv.bars()));
        }
      }
    }
    return new MarketView(now, daily, hourly, Map.of());
  }

  private static CsvBars read(Path file, Instrument instrument, Instant now)
      throws Main.InputException {
    try (Reader reader =
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      return CsvBars.read(reader, instrument, now);
    } catch (IOException e) {
      throw new Main.InputException("%s: %s".formatted(file, StoreException.firstLine(e)));
    }
  }
}
