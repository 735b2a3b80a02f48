package lowtide.command;

import java.util.List;
import java.util.function.Supplier;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseRecord;
import lowtide.signal.PhaseResult;
import lowtide.signal.PhaseSettings;
import lowtide.signal.SignalEngine;
import lowtide.signal.Unknown;

/** /phase: how risky a coin is, what makes it so, since when, and what came after such days. */
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
    List<String> coins =
        instruments.all().stream()
            .filter(instrument -> instrument.kind() == Instrument.Kind.CRYPTO)
            .map(Instrument::symbol)
            .toList();
    return new CommandSpec(
        "phase",
        "The risk phase of the market: low, elevated or high",
        List.of(
            new CommandSpec.Option("asset", settings.instrument() + " if left out", false, coins)));
  }

  @Override
  public Answer answer(Request request) {
    String example = "/phase " + settings.instrument();
    try {
      Arguments typed = Arguments.parse(request.arguments(), instruments, 1, example);
      if (typed.number().isPresent()) {
        throw new Arguments.Mistake(
            "/phase takes a symbol, no number: " + typed.number().get(), example);
      }
      Instrument instrument =
          typed.instruments().isEmpty()
              ? instruments.get(settings.instrument())
              : typed.instruments().get(0);
      if (instrument.kind() != Instrument.Kind.CRYPTO) {
        throw new Arguments.Mistake(
            "The risk index is made of a coin's UTC days; %s trades in New York sessions"
                .formatted(instrument.symbol()),
            example);
      }
      return answer(instrument, market.get());
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
  }

  private Answer answer(Instrument instrument, MarketView view) {
    PhaseResult result = engine.phase(view, instrument);
    if (!(result instanceof PhaseReading reading)) {
      String reason = ((Unknown) result).reason();
      return Answer.of(
          Message.titled("%s risk phase: not known yet".formatted(instrument.symbol()))
              .tone(Message.Tone.WARNING)
              .line("It " + reason + ".")
              .build(),
          PhaseFacts.unknown(instrument, reason));
    }
    PhaseAnswer answer =
        new PhaseAnswer(
            reading,
            engine.phaseOutcomes(view, instrument),
            PhaseRecord.of(engine.phases(view, instrument), reading.phase()),
            settings,
            view);
    return answer.with(
        pictures.draw(
            "phase-" + instrument.symbol(),
            () -> PhasePicture.of(reading, engine.phases(view, instrument), settings, view)));
  }
}
