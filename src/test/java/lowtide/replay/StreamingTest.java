package lowtide.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import lowtide.alert.Alert;
import lowtide.alert.AlertDesk;
import lowtide.alert.AlertPolicy;
import lowtide.alert.ChangeRule;
import lowtide.alert.LabelRule;
import lowtide.alert.LevelRule;
import lowtide.alert.PhaseRule;
import lowtide.alert.Rule;
import lowtide.alert.RuleState;
import lowtide.alert.SetupRule;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.AlignedReturns;
import lowtide.signal.AllocationSettings;
import lowtide.signal.ChangeHistory;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.LevelSettings;
import lowtide.signal.PhaseSettings;
import lowtide.signal.SeasonSettings;
import lowtide.signal.SetupDay;
import lowtide.signal.SetupSettings;
import lowtide.signal.SignalEngine;
import lowtide.signal.SignalSettings;
import lowtide.signal.Unknown;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However bars come in, and whatever comes after them, a moment's readings are the same. */
class StreamingTest {
  private static final PhaseSettings PHASE = withMvrv(PhaseSettings.DEFAULT);
  private static final SignalSettings SETTINGS =
      new SignalSettings(
          CorrelationSettings.DEFAULT,
          List.of(levels()),
          PHASE,
          SetupSettings.DEFAULT,
          SeasonSettings.DEFAULT,
          AllocationSettings.DEFAULT);

  private static LevelSettings levels() {
    LevelSettings dips =
        LevelSettings.of("BTC", List.of(new BigDecimal("119000"), new BigDecimal("116000")));
    return new LevelSettings(
        dips.instrument(),
        dips.levels(),
        List.of(new BigDecimal("120500")),
        dips.approachPercent(),
        dips.approachRearmPercent(),
        dips.rearmPercent(),
        dips.rearmAtrFraction());
  }

  private static PhaseSettings withMvrv(PhaseSettings usual) {
    return new PhaseSettings(
        usual.instrument(),
        usual.lowEnter(),
        usual.lowLeave(),
        usual.highEnter(),
        usual.highLeave(),
        usual.confirmationDays(),
        usual.dwellDays(),
        "MVRV");
  }

  /** What is told and remembered after all bars came in. */
  private record Told(List<Map<String, Object>> alerts, Map<String, RuleState> states) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void barsOneByOneAtOnceOrInChunksTellTheSame(long seed) {
    RandomMarket market = new RandomMarket(seed, 2500);
    LocalDate from = RandomMarket.END.minusDays(250);
    List<Instant> all = market.moments(from);
    Told oneByOne = told(market::at, all);
    assertThat(oneByOne.alerts())
        .extracting(a -> a.get("event"))
        .contains("BREACH", "LABEL_CHANGE", "PHASE_CHANGE", "SETUP_CHANGE");

    assertSame(oneByOne, told(market::at, List.of(all.get(0), all.get(all.size() - 1))), "at once");
    SplittableRandom random = new SplittableRandom(seed);
    assertSame(oneByOne, told(market::at, chunks(all, random, 3)), "small chunks");
    assertSame(oneByOne, told(market::at, chunks(all, random, 300)), "large chunks");
    assertSame(
        oneByOne,
        told(market::copyAt, chunks(all, random, 100)),
        "from columns that are new each time");
  }

  /**
   * Of an engine that saw every bar come in, and of one that sees all of them for the first time.
   */
  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void readingsGoneOnWithAreThoseWorkedOutAfresh(long seed) {
    RandomMarket market = new RandomMarket(seed, 2500);
    SignalEngine gone = new SignalEngine(SETTINGS);
    SplittableRandom random = new SplittableRandom(seed);
    long compared = 0;
    long unknown = 0;
    for (Instant moment : market.moments(RandomMarket.END.minusDays(120))) {
      List<Object> readings = readings(gone, market.at(moment));
      if (random.nextInt(100) == 0) {
        assertThat(readings)
            .as("at %s", moment)
            .isEqualTo(readings(new SignalEngine(SETTINGS), market.copyAt(moment)));
        compared += readings.size();
        unknown += readings.stream().filter(Unknown.class::isInstance).count();
      }
    }
    assertThat(compared).isGreaterThan(200);
    assertThat(unknown).as("for want of sessions").isLessThan(compared / 10);
  }

  /** All that the engine reads, with doubles to the last bit. */
  private static List<Object> readings(SignalEngine engine, MarketView view) {
    List<Object> readings = new ArrayList<>();
    for (int window : SETTINGS.correlation().windows()) {
      readings.add(engine.correlation(view, RandomMarket.BTC, RandomMarket.PSCT, window));
      readings.add(engine.correlation(view, RandomMarket.ETH, RandomMarket.IWM, window));
      readings.add(
          engine.partial(view, RandomMarket.BTC, RandomMarket.PSCT, RandomMarket.SPY, window));
    }
    readings.add(engine.labels(view, RandomMarket.BTC, RandomMarket.PSCT).changes());
    ChangeHistory changes = engine.changes(view, RandomMarket.BTC, RandomMarket.PSCT);
    readings.addAll(List.of(changes.points(), changes.armed(), changes.statistic()));
    for (Instrument coin : List.of(RandomMarket.BTC, RandomMarket.ETH)) {
      readings.add(engine.phase(view, coin));
      SetupDay setup = engine.setups(view, coin).last().orElseThrow();
      readings.addAll(
          List.of(
              Arrays.toString(setup.values()),
              Arrays.toString(setup.met()),
              setup.confirmed(),
              setup.since()));
      readings.add(engine.season(view, coin, Month.JULY));
    }
    AlignedReturns sleeves =
        engine.aligned(
            view, RandomMarket.SPY, Optional.empty(), RandomMarket.GLD, RandomMarket.BTC);
    readings.add(Arrays.toString(sleeves.asset(2)));
    return readings;
  }

  private static void assertSame(Told expected, Told told, String how) {
    assertThat(told.alerts()).as(how).containsExactlyElementsOf(expected.alerts());
    assertThat(told.states()).as(how).isEqualTo(expected.states());
  }

  private static List<Instant> chunks(List<Instant> all, SplittableRandom random, int longest) {
    List<Instant> some = new ArrayList<>();
    for (int i = 0; i < all.size() - 1; i += 1 + random.nextInt(longest)) {
      some.add(all.get(i));
    }
    some.add(all.get(all.size() - 1));
    return some;
  }

  private static Told told(Function<Instant, MarketView> market, List<Instant> moments) {
    SignalEngine engine = new SignalEngine(SETTINGS);
    List<Rule> rules =
        List.of(
            new LevelRule(SETTINGS.levels().get(0), RandomMarket.BTC),
            new LabelRule(
                RandomMarket.BTC,
                RandomMarket.PSCT,
                RandomMarket.IWM,
                engine,
                SETTINGS.correlation()),
            new ChangeRule(
                RandomMarket.BTC,
                RandomMarket.PSCT,
                RandomMarket.IWM,
                engine,
                SETTINGS.correlation()),
            new PhaseRule(RandomMarket.BTC, engine, SETTINGS.phase()),
            new PhaseRule(RandomMarket.ETH, engine, SETTINGS.phase()),
            new SetupRule(RandomMarket.BTC, engine, SETTINGS.setup()),
            new SetupRule(RandomMarket.ETH, engine, SETTINGS.setup()));
    MemoryAlertStore store = new MemoryAlertStore();
    // Without a policy: it goes by when things are seen.
    AlertDesk desk = new AlertDesk(rules, AlertPolicy.NONE, store);
    List<Map<String, Object>> alerts = new ArrayList<>();
    for (Instant moment : moments) {
      desk.look(market.apply(moment)).forEach(alert -> alerts.add(content(alert)));
    }
    alerts.sort((a, b) -> a.get("id").toString().compareTo(b.get("id").toString()));
    Map<String, RuleState> states = new LinkedHashMap<>(store.states());
    states.remove("told");
    return new Told(alerts, states);
  }

  /** All that an alert says, but when it was seen. */
  private static Map<String, Object> content(Alert alert) {
    Map<String, Object> content = new LinkedHashMap<>(alert.facts());
    content.remove("late");
    content.put("id", alert.id());
    content.put("event", alert.event());
    content.put("subjects", alert.subjects());
    content.put("inputs", alert.why().inputs());
    return content;
  }
}
