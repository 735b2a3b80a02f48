package lowtide.app;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;
import lowtide.market.source.CsvBars;
import lowtide.market.source.LocalVenues;

/**
 * {@link VenueRun} on real history: {@code FOLDER FROM DAYS SPEED SEED}, e.g. {@code
 * ../shared/market 2025-07-07 14 3600 1}.
 */
public final class VenueSoak {
  private VenueSoak() {}

  public static void main(String[] args) throws Exception {
    Path market = Path.of(args[0]);
    Map<Instrument, Series> daily = new LinkedHashMap<>();
    Map<Instrument, Series> hourly = new LinkedHashMap<>();
    Instrument bitcoin = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
    daily.put(bitcoin, read(market.resolve("BTC.csv"), bitcoin));
    hourly.put(bitcoin, read(market.resolve("BTC_1h.csv"), bitcoin));
    for (String symbol : List.of("PSCT", "IWM", "QQQ", "SPY", "GLD")) {
      Instrument fund = new Instrument(symbol, symbol, Instrument.Kind.EQUITY);
      daily.put(fund, read(market.resolve(symbol + ".csv"), fund));
    }
    VenueRun.Result result =
        new VenueRun(
                daily,
                hourly,
                Instant.parse(args[1] + "T00:30:00Z"),
                Duration.ofDays(Integer.parseInt(args[2])),
                Double.parseDouble(args[3]),
                Files.createTempDirectory("lowtide-soak"))
            .run(true, List.of(LocalVenues.Fault.values()), Long.parseLong(args[4]));
    result.held().forEach(System.out::println);
    result.blackout().ifPresent(span -> System.out.println("all venues down: " + span));
    System.out.printf(
        "%d requests; replay %d alerts; bot %d stored, %d sent; %d extra, %d missing, %d late of"
            + " which %d do not say why, %d late in a line of a later one%n",
        result.requests(),
        result.compared().expected(),
        result.told().size(),
        result.sent().size(),
        result.compared().extra().size(),
        result.compared().missing().size(),
        result.compared().late().size(),
        result.unexplained().size(),
        result.compared().joined().size());
    result.compared().extra().forEach(one -> System.out.println("extra   " + one));
    result.compared().missing().forEach(one -> System.out.println("missing " + one));
    result.compared().late().forEach(one -> System.out.println("late    " + one));
    result.compared().joined().forEach(one -> System.out.println("joined  " + one));
    result.unexplained().forEach(one -> System.out.println("unexplained " + one));
    result.sent().stream()
        .filter(text -> text.contains("Late: "))
        .forEach(text -> System.out.println("---\n" + text));
    System.exit(
        result.compared().extra().isEmpty()
                && result.compared().missing().isEmpty()
                && result.unexplained().isEmpty()
            ? 0
            : 1);
  }

  private static Series read(Path file, Instrument instrument) throws Exception {
    try (Reader reader = Files.newBufferedReader(file)) {
      CsvBars csv = CsvBars.read(reader, instrument, Instant.parse("2100-01-01T00:00:00Z"));
      return Series.of(
          instrument, csv.interval() == Interval.DAY ? Interval.DAY : Interval.HOUR, csv.bars());
    }
  }
}
