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
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.Explanation;
import lowtide.signal.Phase;
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
    facts.put("conditions", conditions(day));
    facts.put("likeThis", facts(like));
    facts.put("allDays", facts(all));
    facts.put("flags", flags);
    int n = SetupCondition.values().length;
    Message.Builder message =
        Message.titled(
                "%s setup: %d of %d, %s"
                    .formatted(instrument.symbol(), day.count(), n, day.label().words()))
            .tone(flags.isEmpty() ? Message.Tone.NEUTRAL : Message.Tone.WARNING)
            .table(rows(day))
            .line("How past days went on, from the next close over 30 days (medians, 95 %):")
            .table(outcomes(day.count(), like, all))
            .line(
                "One point each; the weights are unvalidated. %d days with this count, %d of them a month apart."
                    .formatted(like.days(), like.apart()));
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

  private List<List<String>> rows(SetupDay day) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Condition", "Value", "Wanted", "Met"));
    for (SetupCondition condition : SetupCondition.values()) {
      rows.add(
          List.of(
              name(condition),
              value(day, condition),
              wanted(condition),
              day.isKnown(condition) ? (day.isMet(condition) ? "yes" : "no") : "unknown"));
    }
    return rows;
  }

  private static String name(SetupCondition condition) {
    return switch (condition) {
      case DRAWDOWN -> "Below 90-day high";
      case PULLBACK -> "Ranges below mean";
      case RSI -> "RSI 14, rising";
      case TREND -> "Price / 200-day mean";
      case VOLUME -> "Reclaim volume";
      case VOLATILITY -> "Volatility rank";
      case PHASE -> "Risk phase";
    };
  }

  private static String value(SetupDay day, SetupCondition condition) {
    if (!day.isKnown(condition)) {
      return "unknown";
    }
    double value = day.value(condition);
    return switch (condition) {
      case DRAWDOWN -> Words.number(value) + " %";
      case PULLBACK, TREND, VOLUME -> String.format(Locale.ROOT, "%.2f", value);
      case RSI -> Words.number(value);
      case VOLATILITY -> String.format(Locale.ROOT, "%.0f", value);
      case PHASE -> Phase.values()[(int) value].toString();
    };
  }

  private String wanted(SetupCondition condition) {
    return switch (condition) {
      case DRAWDOWN -> range(settings.drawdownFrom(), settings.drawdownTo()) + " %";
      case PULLBACK -> range(settings.pullbackFrom(), settings.pullbackTo());
      case RSI -> "at most " + shortly(settings.rsiAtMost());
      case TREND -> "above 1";
      case VOLUME -> "from " + shortly(settings.volumeRatio());
      case VOLATILITY -> "below " + shortly(settings.volatilityBelow());
      case PHASE -> "not HIGH";
    };
  }

  private static String range(double from, double to) {
    return shortly(from) + " to " + shortly(to);
  }

  private static String shortly(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static List<List<String>> outcomes(int count, SetupOutcomes like, SetupOutcomes all) {
    return List.of(
        List.of("Days", "n", "Return", "95 %", "Deepest fall", "95 %"),
        outcome("with " + count, like),
        outcome("all", all));
  }

  private static List<String> outcome(String name, SetupOutcomes outcomes) {
    SetupOutcomes.Median r = outcomes.logReturn();
    SetupOutcomes.Median d = outcomes.drawdown();
    return List.of(
        name,
        String.valueOf(outcomes.days()),
        signed(Math.expm1(r.value())),
        Double.isNaN(r.low())
            ? "too few"
            : signed(Math.expm1(r.low())) + " to " + signed(Math.expm1(r.high())),
        unsigned(d.value()),
        Double.isNaN(d.low()) ? "too few" : unsigned(d.low()) + " to " + unsigned(d.high()));
  }

  private static String signed(double part) {
    return Double.isNaN(part) ? "-" : Words.percent(100 * part);
  }

  private static String unsigned(double part) {
    return Double.isNaN(part) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * part);
  }

  private static List<Map<String, Object>> conditions(SetupDay day) {
    List<Map<String, Object>> conditions = new ArrayList<>();
    for (SetupCondition condition : SetupCondition.values()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("condition", condition.name());
      one.put(
          "value",
          !day.isKnown(condition)
              ? null
              : condition == SetupCondition.PHASE
                  ? Phase.values()[(int) day.value(condition)].name()
                  : (Object) day.value(condition));
      one.put("met", day.isKnown(condition) ? day.isMet(condition) : null);
      conditions.add(one);
    }
    return conditions;
  }

  private static Map<String, Object> facts(SetupOutcomes outcomes) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("days", outcomes.days());
    facts.put("apart", outcomes.apart());
    facts.put("horizon", SetupOutcomes.HORIZON);
    put(facts, "logReturn", outcomes.logReturn());
    put(facts, "drawdown", outcomes.drawdown());
    return facts;
  }

  private static void put(Map<String, Object> facts, String name, SetupOutcomes.Median median) {
    facts.put(name, Double.isNaN(median.value()) ? null : median.value());
    facts.put(name + "Low", Double.isNaN(median.low()) ? null : median.low());
    facts.put(name + "High", Double.isNaN(median.high()) ? null : median.high());
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
