package lowtide.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import lowtide.alert.Footer;
import lowtide.alert.Sources;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.Explanation;
import lowtide.signal.SetupCondition;
import lowtide.signal.SetupDay;
import lowtide.signal.SetupExplanation;
import lowtide.signal.SetupHistory;
import lowtide.signal.SetupOutcomes;
import lowtide.signal.SetupSettings;
import lowtide.signal.SignalEngine;

/** /setup: which of seven conditions are met, and how past days with that count went on. */
public final class SetupCommand implements Command {
  private final Supplier<MarketView> market;
  private final Instruments instruments;
  private final SetupSettings settings;
  private final SignalEngine engine;
  private final Pictures pictures;

  public SetupCommand(
      Supplier<MarketView> market,
      Instruments instruments,
      SetupSettings settings,
      SignalEngine engine,
      Pictures pictures) {
    this.market = market;
    this.instruments = instruments;
    this.settings = settings;
    this.engine = engine;
    this.pictures = pictures;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "setup",
        "Seven conditions of a cleaner dip, and how such days went on",
        List.of(
            new CommandSpec.Option(
                "asset",
                settings.instrument() + " if left out",
                false,
                List.copyOf(instruments.symbols()))));
  }

  @Override
  public Answer answer(Request request) {
    String example = "/setup " + settings.instrument();
    try {
      Arguments typed = Arguments.parse(request.arguments(), instruments, 1, example);
      if (typed.number().isPresent()) {
        throw new Arguments.Mistake(
            "A symbol goes behind /setup, not " + typed.number().get(), example);
      }
      return answer(
          typed.instruments().isEmpty()
              ? instruments.get(settings.instrument())
              : typed.instruments().get(0));
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
  }

  private Answer answer(Instrument instrument) {
    MarketView view = market.get();
    SetupHistory history = engine.setups(view, instrument);
    if (history.size() == 0) {
      return unknown(instrument, history.daily().size());
    }
    int last = history.size() - 1;
    SetupDay day = history.day(last);
    List<String> flags = new ArrayList<>();
    Duration age = Duration.between(history.daily().closesAt(history.bar(last)), view.at());
    if (age.compareTo(Duration.ofDays(instrument.kind() == Instrument.Kind.CRYPTO ? 2 : 5)) > 0) {
      flags.add("STALE");
    }
    SetupOutcomes like = SetupOutcomes.of(history, day.count());
    SetupOutcomes all = SetupOutcomes.ofAll(history);
    Explanation why =
        SetupExplanation.of(history, last, settings, Sources.of(view, instrument), flags);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "setup");
    facts.put("instrument", instrument.symbol());
    facts.put("asOf", why.asOf().toString());
    facts.put("count", day.count());
    facts.put("wording", day.label().words());
    facts.put("confirmed", day.confirmed().words());
    facts.put("since", day.since().toString());
    facts.put("conditions", SetupFacts.conditions(day));
    facts.put("likeThis", SetupFacts.of(like));
    facts.put("allDays", SetupFacts.of(all));
    facts.put("flags", flags);
    int n = SetupCondition.values().length;
    SetupWords words = new SetupWords(settings);
    Message.Builder message =
        Message.titled(
                "%s setup: %d of %d, %s"
                    .formatted(instrument.symbol(), day.count(), n, day.label().words()))
            .tone(flags.isEmpty() ? Message.Tone.NEUTRAL : Message.Tone.WARNING)
            .table(words.rows(day))
            .line("How past days went on, from the next close over 30 days (medians, 95 %):")
            .table(SetupWords.outcomes(day.count(), like, all))
            .line(
                String.format(
                    Locale.US,
                    "One point each; the weights are unvalidated. n days a month apart, of %,d with"
                        + " this count and %,d in all.",
                    like.days(),
                    all.days()));
    if (flags.contains("STALE")) {
      message.line("STALE: days have ended since that are not known here.");
    }
    return Answer.of(
        Footer.under(message, why, view.at())
            .picture(
                pictures.draw(
                    "setup-" + instrument.symbol(),
                    () -> SetupPicture.of(history, settings, why.sources())))
            .build(),
        facts,
        why);
  }

  private static Answer unknown(Instrument instrument, int days) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "setup");
    facts.put("instrument", instrument.symbol());
    facts.put("asOf", null);
    facts.put("count", null);
    facts.put("flags", List.of("UNKNOWN"));
    String reason =
        "needs %d days of %s, has %d"
            .formatted(SetupHistory.DAYS_NEEDED, instrument.symbol(), days);
    facts.put("reason", reason);
    return Answer.of(
        Message.titled("%s setup: not known yet".formatted(instrument.symbol()))
            .tone(Message.Tone.WARNING)
            .line("It " + reason + ".")
            .build(),
        facts);
  }
}
