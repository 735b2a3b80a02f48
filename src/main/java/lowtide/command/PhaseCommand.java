package lowtide.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lowtide.alert.Sources;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseResult;
import lowtide.signal.PhaseSettings;
import lowtide.signal.RiskComponent;
import lowtide.signal.SignalEngine;
import lowtide.signal.Unknown;

/** /phase: how risky the market is, what makes it so, and since when. */
public final class PhaseCommand implements Command {
  private final Supplier<MarketView> market;
  private final Instruments instruments;
  private final PhaseSettings settings;
  private final SignalEngine engine;
  private final Pictures pictures;

  public PhaseCommand(
      Supplier<MarketView> market,
      Instruments instruments,
      PhaseSettings settings,
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
        "phase", "The risk phase of the market: low, elevated or high", List.of());
  }

  @Override
  public Answer answer(Request request) {
    if (!request.arguments().isEmpty()) {
      return Answer.mistake(
          "/phase takes nothing behind it: "
              + CommandDesk.shortened(String.join(" ", request.arguments())),
          "/phase");
    }
    Instrument instrument = instruments.get(settings.instrument());
    MarketView view = market.get();
    PhaseResult result = engine.phase(view, instrument);
    return result instanceof PhaseReading reading
        ? answer(reading, view)
        : unknown(instrument, ((Unknown) result).reason());
  }

  private Answer answer(PhaseReading reading, MarketView view) {
    List<String> flags = new ArrayList<>();
    reading.flags().forEach(flag -> flags.add(flag.name()));
    Duration age = Duration.between(reading.asOf(), view.at());
    boolean stale = age.compareTo(Interval.DAY.length().multipliedBy(2)) > 0;
    if (stale) {
      flags.add("STALE");
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "phase");
    facts.put("asOf", reading.asOf().toString());
    facts.put("phase", reading.phase().name());
    facts.put("risk", reading.risk());
    facts.put("stress", reading.stress());
    facts.put("heat", reading.heat());
    facts.put("since", reading.since().toString());
    facts.put("flags", flags);
    Message.Builder message =
        Message.titled(
                "%s risk phase %s since %s (R %s of 100)"
                    .formatted(
                        reading.instrument().symbol(),
                        reading.phase(),
                        reading.since(),
                        Words.number(reading.risk())))
            .tone(stale ? Message.Tone.WARNING : Message.Tone.NEUTRAL)
            .line(
                "R = 0.6 x stress %s + 0.4 x heat %s. %s"
                    .formatted(
                        Words.number(reading.stress()),
                        Words.number(reading.heat()),
                        next(reading)))
            .table(table(reading))
            .line(
                "Ranks are among the last 1,460 days. LOW has told of smaller falls to come, not of"
                    + " a rising price; it does not call tops.");
    if (stale) {
      message.line("STALE: days have ended since that are not known here.");
    }
    message.line(
        new Message.Plain("The UTC day " + reading.day() + ", ended "),
        new Message.Moment(reading.asOf()),
        new Message.Plain(
            ", %s ago; prices: %s"
                .formatted(Words.span(age), Sources.of(view, reading.instrument()))));
    return Answer.of(
        message
            .footer("Informational, not advice.")
            .picture(
                pictures.draw(
                    "phase-" + reading.instrument().symbol(),
                    () -> PhasePicture.of(reading, settings, view)))
            .build(),
        facts);
  }

  private String next(PhaseReading reading) {
    return switch (reading.phase()) {
      case LOW -> "LOW ends above %s.".formatted(Words.number(settings.lowLeave()));
      case HIGH -> "HIGH ends below %s.".formatted(Words.number(settings.highLeave()));
      case ELEVATED ->
          "LOW begins below %s, HIGH above %s."
              .formatted(Words.number(settings.lowEnter()), Words.number(settings.highEnter()));
    };
  }

  private static List<List<String>> table(PhaseReading reading) {
    return List.of(
        List.of("Part", "Value", "Rank"),
        row(
            "Volatility, 30 days",
            "%.0f %%".formatted(100 * reading.volatility().value()),
            reading.volatility()),
        row(
            "Falling days' share",
            "%.1f %%".formatted(100 * reading.semideviation().value()),
            reading.semideviation()),
        row(
            "Below 90-day high",
            "%.1f %%".formatted(100 * reading.drawdown().value()),
            reading.drawdown()),
        row(
            "Price / 200-day mean",
            "%.2f".formatted(reading.toShortMean().value()),
            reading.toShortMean()),
        row(
            "Price / 1400-day mean",
            "%.2f".formatted(reading.toLongMean().value()),
            reading.toLongMean()));
  }

  private static List<String> row(String name, String value, RiskComponent component) {
    return List.of(name, value, "%.0f".formatted(component.percentile()));
  }

  private static Answer unknown(Instrument instrument, String reason) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "phase");
    for (String name : List.of("asOf", "phase", "risk", "stress", "heat", "since")) {
      facts.put(name, null);
    }
    facts.put("flags", List.of("UNKNOWN"));
    facts.put("reason", reason);
    return Answer.of(
        Message.titled("%s risk phase: not known yet".formatted(instrument.symbol()))
            .tone(Message.Tone.WARNING)
            .line("It " + reason + ".")
            .build(),
        facts);
  }
}
