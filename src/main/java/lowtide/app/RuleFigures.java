package lowtide.app;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import lowtide.alert.CrossMemory;
import lowtide.alert.LevelMemory;
import lowtide.alert.LevelRule;
import lowtide.alert.Rule;
import lowtide.alert.RuleState;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.ChangeHistory;
import lowtide.signal.CorrelationReading;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.Label;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelState;
import lowtide.signal.Phase;
import lowtide.signal.PhaseReading;
import lowtide.signal.SetupDay;
import lowtide.signal.SetupLabel;
import lowtide.watch.Metrics;
import lowtide.watch.Metrics.Figure;

/**
 * What each rule reads and how it stands. Of a state that has a name there is one figure for each
 * it could be, 1 for the one it is: so that a change of it is a change of a figure.
 */
final class RuleFigures {
  private final Watching.Subject of;

  RuleFigures(Watching.Subject of) {
    this.of = of;
  }

  void addTo(Metrics metrics) {
    metrics.figures(
        "rule.read", "1 for a rule that has something to go by, 0 without data", "", this::read);
    metrics.figures("level.breached", "1 while a level is breached", "", this::levels);
    metrics.figures(
        "correlation",
        "Pearson's r over the watched window",
        "",
        () -> ofPairs(this::correlation, (pair, read) -> pair.figures(read.pearson())));
    metrics.figures(
        "correlation.label",
        "1 for the label in force",
        "",
        () -> ofPairs(this::correlation, (pair, read) -> pair.states(read.label())));
    metrics.figures(
        "change.statistic",
        "Difference of the last two windows' correlations, in standard errors",
        "",
        () -> ofPairs(this::changes, (pair, read) -> pair.figures(read.statistic())));
    metrics.figures(
        "change.armed",
        "1 while the next large difference is told",
        "",
        () -> ofPairs(this::changes, (pair, read) -> pair.figures(read.armed() ? 1 : 0)));
    metrics.figures("risk.index", "The risk index R, 0 to 100", "", this::risk);
    metrics.figures("risk.phase", "1 for the phase in force", "", this::phase);
    metrics.figures(
        "setup.conditions",
        "How many conditions are met",
        "",
        () -> setup(day -> List.of(new Figure(day.count(), "instrument", setupOf()))));
    metrics.figures(
        "setup.label",
        "1 for the label that is confirmed",
        "",
        () -> setup(day -> states(SetupLabel.values(), day.confirmed(), "instrument", setupOf())));
    metrics.figures("own.alerts", "Alerts that chats set, by how they stand", "", this::own);
  }

  private List<Figure> read() {
    return of.parts().rules().stream()
        .map(Rule::key)
        .map(key -> new Figure(of.alerts().state(key).isPresent() ? 1 : 0, "rule", key))
        .toList();
  }

  private List<Figure> levels() {
    List<Figure> figures = new ArrayList<>();
    for (LevelSettings watched : of.settings().signals().levels()) {
      if (of.alerts().state(LevelRule.key(watched.instrument())).orElse(null)
          instanceof LevelMemory memory) {
        for (LevelState level : memory.levels().levels()) {
          figures.add(
              new Figure(
                  level.side() == LevelState.Side.BEYOND ? 1 : 0,
                  "instrument",
                  watched.instrument(),
                  "level",
                  level.level().toPlainString()));
        }
      }
    }
    return figures;
  }

  private record Pair(String asset, String proxy) {
    List<Figure> figures(double value) {
      return List.of(new Figure(value, "asset", asset, "proxy", proxy));
    }

    List<Figure> states(Label now) {
      return RuleFigures.states(Label.values(), now, "asset", asset, "proxy", proxy);
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    /** Empty for want of data. */
    Optional<T> of(MarketView view, Instrument asset, Instrument proxy);
  }

  private Optional<CorrelationReading> correlation(
      MarketView view, Instrument asset, Instrument proxy) {
    return of.parts().engine().correlation(view, asset, proxy) instanceof CorrelationReading read
        ? Optional.of(read)
        : Optional.empty();
  }

  private Optional<ChangeHistory> changes(MarketView view, Instrument asset, Instrument proxy) {
    return Optional.of(of.parts().engine().changes(view, asset, proxy))
        .filter(read -> read.session() != null);
  }

  /** Against the proxy, or what stands in for it while that cannot be read: as the rules do. */
  private <T> List<Figure> ofPairs(Reading<T> reading, BiFunction<Pair, T, List<Figure>> figures) {
    MarketView view = of.market().get();
    CorrelationSettings settings = of.settings().signals().correlation();
    return settings.assets().stream()
        .flatMap(
            asset ->
                Stream.of(settings.proxy(), settings.fallback())
                    .flatMap(
                        proxy ->
                            reading.of(view, instrument(asset), instrument(proxy)).stream()
                                .map(read -> figures.apply(new Pair(asset, proxy), read)))
                    .limit(1))
        .flatMap(List::stream)
        .toList();
  }

  private Instrument instrument(String symbol) {
    return of.parts().instruments().get(symbol);
  }

  private Optional<PhaseReading> phaseReading() {
    return of.parts()
                .engine()
                .phase(of.market().get(), instrument(of.settings().signals().phase().instrument()))
            instanceof PhaseReading reading
        ? Optional.of(reading)
        : Optional.empty();
  }

  private List<Figure> risk() {
    String instrument = of.settings().signals().phase().instrument();
    return phaseReading().stream()
        .map(
            read -> new Figure(read.risk(), "instrument", instrument, "phase", read.phase().name()))
        .toList();
  }

  private List<Figure> phase() {
    String instrument = of.settings().signals().phase().instrument();
    return phaseReading().stream()
        .flatMap(read -> states(Phase.values(), read.phase(), "instrument", instrument).stream())
        .toList();
  }

  private String setupOf() {
    return of.settings().signals().setup().instrument();
  }

  private List<Figure> setup(Function<SetupDay, List<Figure>> figures) {
    MarketView view = of.market().get();
    return of.parts()
        .instruments()
        .find(setupOf())
        .flatMap(instrument -> of.parts().engine().setups(view, instrument).last())
        .map(figures)
        .orElse(List.of());
  }

  private enum Standing {
    WATCHING,
    TRUE,
    UNREAD
  }

  /** Counted alone: what a chat watches is its own business. */
  private List<Figure> own() {
    Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    for (Standing one : Standing.values()) {
      counts.put(one, 0);
    }
    of.alerts().own().forEach(state -> counts.merge(standing(state), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(one -> new Figure(one.getValue(), "state", word(one.getKey())))
        .toList();
  }

  private static Standing standing(Optional<RuleState> state) {
    if (state.isEmpty()) {
      return Standing.UNREAD;
    }
    boolean beyond =
        state.get() instanceof CrossMemory cross
            ? cross.beyond()
            : state.get() instanceof LevelMemory memory
                && memory.levels().levels().stream()
                    .anyMatch(level -> level.side() == LevelState.Side.BEYOND);
    return beyond ? Standing.TRUE : Standing.WATCHING;
  }

  private static <S extends Enum<S>> List<Figure> states(S[] all, S now, String... labels) {
    return Stream.of(all)
        .map(
            state -> {
              List<String> with = new ArrayList<>(List.of(labels));
              with.add("state");
              with.add(word(state));
              return new Figure(state == now ? 1 : 0, with.toArray(String[]::new));
            })
        .toList();
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
