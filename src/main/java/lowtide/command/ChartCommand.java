package lowtide.command;

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
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.signal.Explanation;
import lowtide.signal.LevelState;

/** /chart: the price of the last months as a picture. */
public final class ChartCommand implements Command {
  private static final int USUAL_DAYS = 180;

  private final Supplier<MarketView> market;
  private final Instruments instruments;
  private final Function<String, Optional<LevelMemory>> levels;
  private final Pictures pictures;

  public ChartCommand(
      Supplier<MarketView> market,
      Instruments instruments,
      Function<String, Optional<LevelMemory>> levels,
      Pictures pictures) {
    this.market = market;
    this.instruments = instruments;
    this.levels = levels;
    this.pictures = pictures;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "chart",
        "The price of the last months, with the dip levels",
        List.of(
            new CommandSpec.Option(
                "asset", "BTC if left out", false, List.copyOf(instruments.symbols())),
            new CommandSpec.Option(
                "days",
                "From 10 to 3000, 180 if left out",
                false,
                List.of("30", "90", "180", "365"))));
  }

  @Override
  public Answer answer(Request request) {
    try {
      Arguments typed = Arguments.parse(request.arguments(), instruments, 1, "/chart BTC 180");
      int days = typed.number().orElse(USUAL_DAYS);
      if (days < 10 || days > 3000) {
        throw new Arguments.Mistake(
            "A chart shows from 10 to 3000 days, not " + days, "/chart BTC 180");
      }
      return answer(
          typed.instruments().isEmpty()
              ? instruments.all().iterator().next()
              : typed.instruments().get(0),
          days);
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
  }

  private Answer answer(Instrument instrument, int days) {
    MarketView view = market.get();
    Series daily = view.daily(instrument);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "chart");
    facts.put("instrument", instrument.symbol());
    int shown = Math.min(days, daily.size());
    facts.put("days", shown);
    if (shown < 2) {
      return Answer.of(
          Message.titled("No daily prices of %s are known yet".formatted(instrument.symbol()))
              .tone(Message.Tone.WARNING)
              .build(),
          facts);
    }
    int last = daily.size() - 1;
    double change = 100 * (daily.close(last) / daily.close(last - shown + 1) - 1);
    facts.put("asOf", daily.closesAt(last).toString());
    facts.put("close", daily.close(last));
    facts.put("changePercent", change);
    Explanation why =
        Explanation.of("%s over %d closes".formatted(instrument.symbol(), shown))
            .formula("The last daily close over the first one shown, less 1.")
            .input("last close", daily.close(last))
            .input("first close", daily.close(last - shown + 1))
            .input("first day", daily.date(last - shown + 1).toString())
            .parameter("days", shown)
            .sample("%d daily closes".formatted(shown))
            .sources(Sources.of(view, instrument))
            .asOf(daily.closesAt(last))
            .build();
    Message.Builder message =
        Message.titled(
                "%s %s, %s over %d closes"
                    .formatted(
                        instrument.symbol(),
                        Words.price(daily.close(last)),
                        Words.percent(change),
                        shown))
            .picture(
                pictures.draw(
                    "price-" + instrument.symbol(),
                    () -> PricePicture.of(instrument, shown, levels(instrument), view)));
    return Answer.of(Footer.under(message, why, view.at()).build(), facts, why);
  }

  private List<LevelState> levels(Instrument instrument) {
    return levels
        .apply(instrument.symbol())
        .map(memory -> memory.levels().levels())
        .orElse(List.of());
  }
}
