package lowtide.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lowtide.alert.AlertPolicy;
import lowtide.alert.ChangeRule;
import lowtide.alert.DipMemory;
import lowtide.alert.DipRule;
import lowtide.alert.LabelRule;
import lowtide.alert.PhaseRule;
import lowtide.alert.Rule;
import lowtide.alert.RuleState;
import lowtide.command.AboutCommand;
import lowtide.command.ChartCommand;
import lowtide.command.Command;
import lowtide.command.CorrCommand;
import lowtide.command.DipCommand;
import lowtide.command.HelpCommand;
import lowtide.command.PhaseCommand;
import lowtide.command.Pictures;
import lowtide.command.PriceCommand;
import lowtide.command.SeasonCommand;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.DipState;
import lowtide.signal.LevelSettings;
import lowtide.signal.SignalEngine;

/** What the bot, a replay and a question about the past are all made of. */
final class Parts {
  private static final String VERSION =
      Optional.ofNullable(Parts.class.getPackage().getImplementationVersion()).orElse("(unpacked)");

  private final Settings settings;
  private final Instruments instruments;
  private final SignalEngine engine;

  Parts(Settings settings) {
    this.settings = settings;
    this.instruments =
        new Instruments(
            settings.instruments().stream()
                .map(Settings.Watched::instrument)
                .filter(instrument -> instrument.kind() != Instrument.Kind.METRIC)
                .toList());
    this.engine = new SignalEngine(settings.signals());
  }

  /** What has a price: what chats may ask about. */
  Instruments instruments() {
    return instruments;
  }

  /** What history can be imported of: metrics too. */
  Instruments importable() {
    return new Instruments(
        settings.instruments().stream().map(Settings.Watched::instrument).toList());
  }

  SignalEngine engine() {
    return engine;
  }

  AlertPolicy policy() {
    return new AlertPolicy(settings.cooldown());
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (LevelSettings levels : settings.signals().levels()) {
      rules.add(new DipRule(levels, instruments.get(levels.instrument())));
    }
    Instrument proxy = instruments.get(settings.signals().correlation().proxy());
    Instrument fallback = instruments.get(settings.signals().correlation().fallback());
    for (String asset : settings.signals().correlation().assets()) {
      rules.add(
          new ChangeRule(
              instruments.get(asset), proxy, fallback, engine, settings.signals().correlation()));
      rules.add(
          new LabelRule(
              instruments.get(asset), proxy, fallback, engine, settings.signals().correlation()));
    }
    rules.add(
        new PhaseRule(
            instruments.get(settings.signals().phase().instrument()),
            engine,
            settings.signals().phase()));
    return rules;
  }

  /** The commands that need nothing but the market and what the rules remember. */
  List<Command> marketCommands(
      Supplier<MarketView> market, Function<String, Optional<DipState>> dips, Pictures pictures) {
    List<String> watched =
        settings.signals().levels().stream().map(LevelSettings::instrument).toList();
    return List.of(
        HelpCommand.start(),
        HelpCommand.help(),
        new PriceCommand(market, instruments),
        new CorrCommand(market, instruments, settings.signals().correlation(), engine, pictures),
        new PhaseCommand(market, instruments, settings.signals().phase(), engine, pictures),
        new SeasonCommand(market, instruments, settings.signals().season(), engine, pictures),
        new DipCommand(market, instruments, watched, dips),
        new ChartCommand(market, instruments, dips, pictures),
        new AboutCommand(VERSION, prices()));
  }

  private String prices() {
    return switch (settings.feed()) {
      case LIVE -> "Coinbase (crypto) and Yahoo (exchange-traded funds)";
      case HISTORY -> "recorded history, through a clock of its own";
      case SIMULATED -> "a simulated market";
    };
  }

  /** What is remembered about an instrument's levels, out of all rule states. */
  static Function<String, Optional<DipState>> dips(Function<String, Optional<RuleState>> states) {
    return symbol ->
        states
            .apply(DipRule.key(symbol))
            .filter(DipMemory.class::isInstance)
            .map(state -> ((DipMemory) state).dip());
  }

  static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
