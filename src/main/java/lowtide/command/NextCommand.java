package lowtide.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lowtide.alert.Footer;
import lowtide.alert.LevelMemory;
import lowtide.alert.Sources;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.Explanation;
import lowtide.signal.LevelSettings;
import lowtide.signal.SignalEngine;
import lowtide.signal.SignalSettings;

/** /next: how far it is from now to every alert that is armed. */
public final class NextCommand implements Command {
  private static final int DAYS_SHOWN = 90;

  private final Supplier<MarketView> market;
  private final Instruments instruments;
  private final List<Triggers> triggers;
  private final String usual;
  private final Function<String, Optional<LevelMemory>> levels;
  private final Pictures pictures;

  public NextCommand(
      Supplier<MarketView> market,
      Instruments instruments,
      SignalSettings settings,
      SignalEngine engine,
      Function<String, Optional<LevelMemory>> levels,
      Pictures pictures) {
    this.market = market;
    this.instruments = instruments;
    Map<String, LevelSettings> bySymbol = new LinkedHashMap<>();
    settings.levels().forEach(one -> bySymbol.put(one.instrument(), one));
    this.triggers =
        List.of(
            new LevelTriggers(bySymbol, levels),
            new CorrelationTriggers(instruments, settings.correlation(), engine),
            new PhaseTriggers(settings.phase(), engine),
            new SetupTriggers(settings.setup(), engine));
    this.usual = settings.correlation().assets().get(0);
    this.levels = levels;
    this.pictures = pictures;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "next",
        "How far it is to every alert that is armed",
        List.of(
            new CommandSpec.Option(
                "asset",
                usual + " if left out",
                false,
                instruments.all().stream()
                    .filter(instrument -> instrument.kind() == Instrument.Kind.CRYPTO)
                    .map(Instrument::symbol)
                    .toList())));
  }

  @Override
  public Answer answer(Request request) {
    try {
      Arguments typed = Arguments.parse(request.arguments(), instruments, 1, "/next " + usual);
      if (typed.number().isPresent()) {
        throw new Arguments.Mistake(
            "A symbol goes behind /next, not " + typed.number().get(), "/next " + usual);
      }
      return answer(
          typed.instruments().isEmpty() ? instruments.get(usual) : typed.instruments().get(0));
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
  }

  /** What is armed of each signal, the nearest first. */
  List<List<Trigger>> armed(MarketView view, Instrument asset) {
    return triggers.stream()
        .map(
            signal ->
                signal.armed(view, asset).stream()
                    .sorted(Comparator.comparingDouble(Trigger::nearness))
                    .toList())
        .toList();
  }

  private Answer answer(Instrument asset) {
    MarketView view = market.get();
    List<Trigger> armed = armed(view, asset).stream().flatMap(List::stream).toList();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "next");
    facts.put("instrument", asset.symbol());
    Optional<Quote> quote = view.quote(asset);
    facts.put("asOf", quote.map(q -> q.time().toString()).orElse(null));
    facts.put("triggers", armed.stream().map(Trigger::facts).toList());
    if (armed.isEmpty()) {
      facts.put("flags", List.of("UNKNOWN"));
      return Answer.of(
          Message.titled("Nothing is armed for " + asset.symbol())
              .tone(Message.Tone.WARNING)
              .line("It is not watched, or too little is known of it yet.")
              .build(),
          facts);
    }
    List<String> flags = quote.map(known -> known.flags(view.at())).orElse(List.of());
    facts.put("flags", flags);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Alert", "From now", "Needs"));
    armed.forEach(one -> rows.add(List.of(one.event(), one.distance(), one.needs())));
    Explanation.Builder why =
        Explanation.of("%s: what is armed".formatted(asset.symbol()))
            .formula(
                "Each alert's figure as it stands, and the border it has to reach; the way to a"
                    + " level is in percent of the price.")
            .sample("%d armed".formatted(armed.size()))
            .sources(Sources.of(view, asset))
            .asOf(quote.map(Quote::time).orElse(view.at()))
            .flags(flags);
    armed.forEach(one -> why.input(one.event(), one.distance()));
    Trigger first = armed.get(0);
    Message.Builder message =
        Message.titled(
                "%s next: %s (%s)".formatted(asset.symbol(), first.event(), first.distance()))
            .tone(flags.isEmpty() ? Message.Tone.NEUTRAL : Message.Tone.WARNING)
            .table(rows);
    PriceCommand.doubt(message, flags);
    int days = Math.min(DAYS_SHOWN, view.daily(asset).size());
    if (days > 1) {
      message.picture(
          pictures.draw(
              "next-" + asset.symbol(),
              () ->
                  PricePicture.of(
                      asset,
                      days,
                      levels
                          .apply(asset.symbol())
                          .map(memory -> memory.levels().levels())
                          .orElse(List.of()),
                      view)));
    }
    Explanation built = why.build();
    return Answer.of(Footer.under(message, built, view.at()).build(), facts, built);
  }
}
