package lowtide.app;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lowtide.alert.AlertDesk;
import lowtide.alert.AlertPolicy;
import lowtide.alert.AlertStore;
import lowtide.alert.ChangeRule;
import lowtide.alert.ConditionReader;
import lowtide.alert.LabelRule;
import lowtide.alert.LevelMemory;
import lowtide.alert.LevelRule;
import lowtide.alert.OwnDesk;
import lowtide.alert.OwnRules;
import lowtide.alert.PhaseRule;
import lowtide.alert.Rule;
import lowtide.alert.RuleState;
import lowtide.alert.SetupRule;
import lowtide.chat.BotAdmins;
import lowtide.command.AboutCommand;
import lowtide.command.AllocCommand;
import lowtide.command.ChartCommand;
import lowtide.command.Command;
import lowtide.command.CorrCommand;
import lowtide.command.DigestChoice;
import lowtide.command.DigestCommand;
import lowtide.command.LevelsCommand;
import lowtide.command.NextCommand;
import lowtide.command.PhaseCommand;
import lowtide.command.Pictures;
import lowtide.command.PriceCommand;
import lowtide.command.SeasonCommand;
import lowtide.command.SetupCommand;
import lowtide.command.StartCommand;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.QuotePace;
import lowtide.market.source.LiveSources;
import lowtide.market.source.Venue;
import lowtide.schedule.PollSettings;
import lowtide.signal.LevelSettings;
import lowtide.signal.SignalEngine;

/** What the bot, a replay and a question about the past are all made of. */
final class Parts {
  static final String VERSION =
      Optional.ofNullable(Parts.class.getPackage().getImplementationVersion()).orElse("(unpacked)");

  private final Settings settings;
  private final Instruments instruments;
  private final SignalEngine engine;

  Parts(Settings settings) {
    this.settings = settings;
    this.instruments =
        new Instruments(
            settings.instruments().stream()
                .map(LiveSources.Watched::instrument)
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
        settings.instruments().stream().map(LiveSources.Watched::instrument).toList());
  }

  SignalEngine engine() {
    return engine;
  }

  AlertPolicy policy() {
    return AlertPolicy.of(settings.cooldown());
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (LevelSettings levels : settings.signals().levels()) {
      rules.add(new LevelRule(levels, instruments.get(levels.instrument()), settings.repeat()));
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
    instruments
        .find(settings.signals().setup().instrument())
        .ifPresent(
            instrument -> rules.add(new SetupRule(instrument, engine, settings.signals().setup())));
    return rules;
  }

  /** What chats may make alerts of. */
  ConditionReader conditions() {
    return new ConditionReader(
        instruments, settings.signals().correlation(), settings.signals().phase().instrument());
  }

  OwnDesk ownDesk(OwnRules own, Clock wallClock) {
    return new OwnDesk(own, conditions(), engine, settings.signals(), wallClock);
  }

  /** How often each price is asked for. */
  QuotePace pace() {
    Map<Instrument, List<BigDecimal>> levels = new HashMap<>();
    for (LevelSettings watched : settings.signals().levels()) {
      List<BigDecimal> of =
          levels.computeIfAbsent(instruments.get(watched.instrument()), known -> new ArrayList<>());
      of.addAll(watched.levels());
      of.addAll(watched.targets());
    }
    PollSettings polling = settings.polling();
    return new QuotePace(polling.near(), polling.prices(), polling.far(), levels);
  }

  /** The commands that need nothing but the market and what the rules remember. */
  List<Command> marketCommands(
      BotAdmins admins,
      Supplier<MarketView> market,
      Function<String, Optional<LevelMemory>> levels,
      Pictures pictures) {
    return List.of(
        new StartCommand(admins),
        new PriceCommand(market, instruments),
        new CorrCommand(market, instruments, settings.signals().correlation(), engine, pictures),
        new PhaseCommand(market, instruments, settings.signals().phase(), engine, pictures),
        LevelsCommand.dip(market, instruments, settings.signals().levels(), levels, pictures),
        LevelsCommand.levels(market, instruments, settings.signals().levels(), levels, pictures),
        new SeasonCommand(market, instruments, settings.signals().season(), engine, pictures),
        new SetupCommand(market, instruments, settings.signals().setup(), engine, pictures),
        new AllocCommand(market, instruments, settings.signals().allocation(), engine, pictures),
        next(market, levels, pictures),
        new ChartCommand(market, instruments, levels, pictures),
        new AboutCommand(VERSION, prices()));
  }

  private NextCommand next(
      Supplier<MarketView> market,
      Function<String, Optional<LevelMemory>> levels,
      Pictures pictures) {
    return new NextCommand(market, instruments, settings.signals(), engine, levels, pictures);
  }

  DigestCommand digest(
      Supplier<MarketView> market,
      AlertDesk desk,
      AlertStore alerts,
      Function<String, Optional<LevelMemory>> levels,
      Pictures pictures,
      DigestChoice choice) {
    List<String> rules = rules().stream().map(Rule::key).toList();
    return new DigestCommand(
        market,
        view -> rules.stream().map(rule -> desk.standing(rule, view)).distinct().toList(),
        alerts,
        next(market, levels, pictures),
        instruments.get(settings.signals().correlation().assets().get(0)),
        List.copyOf(instruments.all()),
        levels,
        pictures,
        choice);
  }

  private String prices() {
    return switch (settings.feed()) {
      case LIVE ->
          settings.instruments().stream()
              .flatMap(watched -> watched.codes().keySet().stream())
              .distinct()
              .sorted()
              .map(Venue::label)
              .collect(Collectors.joining(", "));
      case HISTORY -> "recorded history, through a clock of its own";
      case SIMULATED -> "a simulated market";
    };
  }

  /**
   * What is remembered about an instrument's levels, out of all rule states: of the levels that are
   * watched now, though the config file has changed since.
   */
  Function<String, Optional<LevelMemory>> levels(Function<String, Optional<RuleState>> states) {
    return symbol ->
        settings.signals().levels().stream()
            .filter(watched -> watched.instrument().equals(symbol))
            .findFirst()
            .flatMap(
                watched ->
                    states
                        .apply(LevelRule.key(symbol))
                        .filter(LevelMemory.class::isInstance)
                        .map(memory -> ((LevelMemory) memory).adapt(watched)));
  }

  static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
