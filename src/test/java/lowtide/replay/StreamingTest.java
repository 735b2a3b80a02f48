package lowtide.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import lowtide.market.MarketView;
import lowtide.signal.AllocationSettings;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.LevelSettings;
import lowtide.signal.PhaseSettings;
import lowtide.signal.SeasonSettings;
import lowtide.signal.SetupSettings;
import lowtide.signal.SignalEngine;
import lowtide.signal.SignalSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However bars come in, and whatever comes after them, a moment's readings are the same. */
class StreamingTest {
  private static final SignalSettings SETTINGS =
      new SignalSettings(
          CorrelationSettings.DEFAULT,
          List.of(
              LevelSettings.of("BTC", List.of(new BigDecimal("119000"), new BigDecimal("116000")))),
          PhaseSettings.DEFAULT,
          SetupSettings.DEFAULT,
          SeasonSettings.DEFAULT,
          AllocationSettings.DEFAULT);

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
            new SetupRule(RandomMarket.BTC, engine, SETTINGS.setup()));
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
