package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import lowtide.signal.LevelEvent.Kind;
import lowtide.signal.LevelState.Breach;
import lowtide.signal.LevelState.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelTrackerTest {
  private static final Instant START = Instant.parse("2025-08-01T00:00:00Z");
  private static final double[] VECTOR = {
    121000, 119800, 119100, 118900, 119300, 118950, 119700, 115500, 116400, 116600, 119600
  };

  private final List<String> told = new ArrayList<>();
  private LevelSettings settings;
  private LevelsState state;
  private Instant now;

  @BeforeEach
  void watch119And116() {
    watch("119000", "116000");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theKnownPathTellsJustWhatItShould(boolean hourlyClose) {
    for (double price : VECTOR) {
      see(price, hourlyClose);
    }
    assertThat(told)
        .containsExactly(
            "119800 APPROACH [119000]",
            "118900 BREACH [119000]",
            "119700 RECLAIM [119000]",
            "115500 BREACH [119000, 116000]",
            "116600 RECLAIM [116000]",
            "119600 RECLAIM [119000]");
  }

  @ParameterizedTest
  @ValueSource(doubles = {130000, 119500, 119000, 118000, 100})
  void theFirstPriceTellsNothing(double price) {
    see(price, false);
    see(price, true);
    assertThat(told).isEmpty();
  }

  @Test
  void aTickBreachesForNowAndTheHoursCloseConfirmsIt() {
    see(121500, false);
    Step first = see(118900, false);
    assertThat(first.event().confirmed()).isFalse();
    assertThat(first.level().breach()).isEqualTo(Breach.PROVISIONAL);
    Step second = see(118800, true);
    assertThat(second.event().confirmed()).isTrue();
    assertThat(second.level().breach()).isEqualTo(Breach.CONFIRMED);
    assertThat(second.level().breachedAt()).isEqualTo(first.event().at());
    assertThat(second.level().lastFired()).isEqualTo(second.event().at());
    see(118700, true);
    assertThat(told).containsExactly("118900 BREACH [119000]", "118800 CONFIRMED [119000]");
  }

  @Test
  void anHourThatClosesBelowIsConfirmedAtOnce() {
    see(121500, true);
    Step step = see(118900, true);
    assertThat(step.event().confirmed()).isTrue();
    assertThat(step.level().breach()).isEqualTo(Breach.CONFIRMED);
    see(118900, true);
    assertThat(told).containsExactly("118900 BREACH [119000]");
  }

  @Test
  void anHourThatClosesBackAboveDropsTheMarkInSilence() {
    see(121500, false);
    see(118900, false);
    assertThat(see(119100, true).level().breach()).isEqualTo(Breach.HELD);
    assertThat(told).containsExactly("118900 BREACH [119000]");
  }

  @Test
  void aPriceThatDancesOnTheLevelFiresOnceUntilItComesBackByTheDistance() {
    see(121500, false);
    for (int hour = 0; hour < 20; hour++) {
      see(118900, false);
      see(119100, true);
    }
    see(119594, false);
    assertThat(told).containsExactly("118900 BREACH [119000]");
    see(119595, false); // 0.5 % above, to the dollar
    see(118900, false);
    assertThat(told.subList(1, told.size()))
        .containsExactly("119595 RECLAIM [119000]", "118900 BREACH [119000]");
  }

  @Test
  void aLevelThatHeldOnceCanStillBeConfirmed() {
    see(121500, false);
    see(118900, false);
    see(119100, true);
    see(118800, true);
    see(119100, true);
    see(118800, true);
    assertThat(told).containsExactly("118900 BREACH [119000]", "118800 CONFIRMED [119000]");
  }

  @Test
  void aGapOverOneLevelToNearTheNextTellsTheBreachFirst() {
    see(121500, false);
    see(116900, false);
    assertThat(told).containsExactly("116900 BREACH [119000]", "116900 APPROACH [116000]");
  }

  @Test
  void anHoursCloseConfirmsTheFirstLevelAndBreachesTheNext() {
    see(121500, false);
    see(118900, false);
    see(115000, true);
    assertThat(told.subList(1, told.size()))
        .containsExactly("115000 CONFIRMED [119000]", "115000 BREACH [116000]");
  }

  @Test
  void comingNearIsToldOnceUntilThePriceWasTwoPercentAway() {
    see(121500, false);
    see(120190, false); // 1 % above, to the dollar
    see(121380, false); // 2 % above
    see(120000, false);
    assertThat(told).containsExactly("120190 APPROACH [119000]");
    see(121381, false);
    see(120000, false);
    assertThat(told).hasSize(2).last().isEqualTo("120000 APPROACH [119000]");
  }

  @Test
  void startingNearALevelIsNotAnApproach() {
    see(119500, false);
    see(119400, false);
    see(122000, false);
    see(119400, false);
    assertThat(told).containsExactly("119400 APPROACH [119000]");
  }

  @Test
  void startingBelowALevelIsNotABreachButComingBackIsAReclaim() {
    see(118000, false);
    see(117900, true);
    see(119600, false);
    assertThat(told).containsExactly("119600 RECLAIM [119000]");
  }

  @Test
  void aLeapFarAboveArmsTheApproachAtOnce() {
    see(118000, false);
    see(125000, false);
    see(119500, false);
    assertThat(told).containsExactly("125000 RECLAIM [119000]", "119500 APPROACH [119000]");
  }

  @Test
  void comingBackJustEnoughDoesNotArmTheApproach() {
    see(121500, false);
    see(118900, false);
    see(119700, false);
    see(119100, false);
    assertThat(told).containsExactly("118900 BREACH [119000]", "119700 RECLAIM [119000]");
    see(121500, false);
    see(119100, false);
    assertThat(told).hasSize(3).last().isEqualTo("119100 APPROACH [119000]");
  }

  @Test
  void aWildHourWidensTheDistanceBack() {
    see(121500, false);
    see(118900, false);
    // A quarter of 4,000 is 0.84 % of 119,600: the price must reach about 119,995.
    see(119600, OptionalDouble.of(4000));
    see(119990, OptionalDouble.of(4000));
    assertThat(told).hasSize(1);
    see(120000, OptionalDouble.of(4000));
    assertThat(told).last().isEqualTo("120000 RECLAIM [119000]");
  }

  @Test
  void aCalmHourDoesNotNarrowTheDistanceBack() {
    see(121500, false);
    see(118900, false);
    see(119500, OptionalDouble.of(1));
    assertThat(told).hasSize(1);
    see(119595, OptionalDouble.of(0));
    assertThat(told).last().isEqualTo("119595 RECLAIM [119000]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E-400", "1E-999999999", "1E-9", "1E+400", "1E+999999999"})
  void aPriceOutOfAllProportionIsJustAPrice(String price) {
    LevelTracker levels = new LevelTracker(settings);
    OptionalDouble wild = OptionalDouble.of(Double.MAX_VALUE);
    see(118000, false); // below both but for the lower: a reclaim is to be weighed
    see(115000, false);
    LevelTracker.Step step = levels.step(state, new BigDecimal(price), now, wild, false);
    assertThat(step.events()).extracting(LevelEvent::kind).doesNotContain(Kind.BREACH);
    boolean up = price.contains("+");
    assertThat(step.state().levels())
        .allSatisfy(l -> assertThat(l.side()).isEqualTo(up ? Side.BEFORE : Side.BEYOND));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NaN})
  void distancesThatAreNoNumbersAreRefused(double percent) {
    List<BigDecimal> levels = List.of(BigDecimal.TEN);
    assertThatThrownBy(() -> new LevelSettings("BTC", levels, List.of(), 1, percent, .5, .25))
        .hasMessageContaining("approachRearmPercent")
        .hasMessageContaining(String.valueOf(percent));
    assertThatThrownBy(() -> new LevelSettings("BTC", levels, List.of(), 1, 2, percent, .25))
        .hasMessageContaining("rearmPercent")
        .hasMessageContaining(String.valueOf(percent));
    assertThatThrownBy(() -> new LevelSettings("BTC", levels, List.of(), 1, 2, .5, percent))
        .hasMessageContaining("rearmAtrFraction")
        .hasMessageContaining(String.valueOf(percent));
  }

  @Test
  void aTickThatComesLateChangesNothing() {
    see(121500, false);
    LevelsState before = state;
    assertThat(at(now.minusSeconds(1), 118000, false).state()).isEqualTo(before);
    assertThat(told).isEmpty();
  }

  @Test
  void anHoursCloseThatComesLateCrossesNothingAnew() {
    see(121500, false);
    LevelsState before = state;
    assertThat(at(now.minusSeconds(90), 118000, true).state()).isEqualTo(before);
    assertThat(told).isEmpty();
  }

  @Test
  void anHoursCloseThatComesLateStillConfirmsWhatWasBreachedByThen() {
    see(121500, false);
    Instant breached = see(118900, false).event().at();
    see(119000, false);
    at(breached.plusSeconds(10), 118900, true);
    assertThat(told).last().isEqualTo("118900 CONFIRMED [119000]");
    assertThat(state.lastAt()).isEqualTo(now);
  }

  @Test
  void anHoursCloseSaysNothingOfABreachAfterIt() {
    see(121500, false);
    Instant breached = see(118900, false).event().at();
    at(breached.minusSeconds(10), 118900, true);
    assertThat(told).containsExactly("118900 BREACH [119000]");
    assertThat(state.levels().get(0).breach()).isEqualTo(Breach.PROVISIONAL);
  }

  @Test
  void aStoredStateGoesOnWhereItStopped() {
    for (double price : VECTOR) {
      state =
          new LevelsState(
              state.instrument(), state.firstAt(), state.lastAt(), List.copyOf(state.levels()));
      see(price, false);
    }
    assertThat(told).hasSize(6);
  }

  @Test
  void changedSettingsKeepTheLevelsThatStay() {
    see(121500, false);
    see(118900, false);
    watchAlso("119000.00", "112000");
    assertThat(state.levels().get(0).breach()).isEqualTo(Breach.PROVISIONAL);
    assertThat(state.levels().get(1).side()).isEqualTo(Side.UNSEEN);
    see(111000, false);
    see(118000, false);
    see(111500, false);
    assertThat(told)
        .containsExactly(
            "118900 BREACH [119000]", "118000 RECLAIM [112000]", "111500 BREACH [112000]");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyBreachIsFollowedByAReclaimBeforeTheNext(long seed) {
    Random random = new Random(seed);
    double price = 120000;
    for (int i = 0; i < 5000; i++) {
      price *= Math.exp(.003 * random.nextGaussian() + (117500 - price) * 5e-7);
      see(Math.round(price), random.nextInt(10) == 0);
    }
    for (String level : List.of("119000", "116000")) {
      List<String> crossings =
          told.stream()
              .filter(t -> t.contains(level))
              .map(t -> t.split(" ")[1])
              .filter(t -> t.equals("BREACH") || t.equals("RECLAIM"))
              .toList();
      assertThat(crossings).hasSizeGreaterThan(6);
      for (int i = 1; i < crossings.size(); i++) {
        assertThat(crossings.get(i)).isNotEqualTo(crossings.get(i - 1));
      }
    }
  }

  /** Reflected at the level, a price that falls through it is one that rises through it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aTargetIsADipLevelInTheMirror(long seed) {
    BigDecimal level = new BigDecimal("118000");
    LevelSettings dip = LevelSettings.of("BTC", List.of(level));
    LevelSettings target = LevelSettings.of("BTC", List.of(), List.of(level));
    LevelsState down = LevelsState.of(dip);
    LevelsState up = LevelsState.of(target);
    Random random = new Random(seed);
    double price = 120000;
    int events = 0;
    for (int i = 0; i < 2000; i++) {
      price *= Math.exp(.003 * random.nextGaussian() + (118500 - price) * 5e-7);
      BigDecimal real = BigDecimal.valueOf(Math.round(price));
      BigDecimal mirrored = level.add(level).subtract(real);
      boolean hour = random.nextInt(5) == 0;
      Instant at = START.plusSeconds(60L * i);
      LevelTracker.Step one =
          new LevelTracker(dip).step(down, real, at, OptionalDouble.empty(), hour);
      LevelTracker.Step other =
          new LevelTracker(target).step(up, mirrored, at, OptionalDouble.empty(), hour);
      assertThat(other.events())
          .extracting(LevelEvent::kind, LevelEvent::confirmed, LevelEvent::at)
          .isEqualTo(
              one.events().stream().map(e -> tuple(e.kind(), e.confirmed(), e.at())).toList());
      assertThat(other.state().levels().get(0).side())
          .isEqualTo(one.state().levels().get(0).side());
      events += one.events().size();
      down = one.state();
      up = other.state();
    }
    assertThat(events).isGreaterThan(20);
    assertThat(up.levels().get(0).breaches())
        .isEqualTo(down.levels().get(0).breaches())
        .isPositive();
  }

  @Test
  void aJumpOverSeveralTargetsIsOneEvent() {
    settings =
        LevelSettings.of(
            "BTC",
            List.of(new BigDecimal("110000")),
            List.of(new BigDecimal("125000"), new BigDecimal("122000")));
    state = LevelsState.of(settings);
    see(119000, false); // nothing near
    see(121000, false); // within 1 % below the lower target
    see(126000, false); // over both
    see(124300, false); // 0.5 % below the higher one and no more
    see(121300, false);
    see(109000, false);
    assertThat(told)
        .containsExactly(
            "121000 APPROACH [122000]",
            "126000 BREACH [122000, 125000]",
            "124300 RECLAIM [125000]",
            "121300 RECLAIM [122000]",
            "109000 BREACH [110000]");
  }

  @Test
  void hostileInputIsRefusedWithItsValue() {
    assertThatThrownBy(() -> see(0, false)).hasMessage("price of BTC must be positive: 0");
    assertThatThrownBy(() -> see(-1, false)).hasMessageContaining("-1");
    assertThatThrownBy(() -> see(1, OptionalDouble.of(Double.NaN)))
        .hasMessage("atr1h must be finite and not negative: NaN");
    assertThatThrownBy(() -> see(1, OptionalDouble.of(-2))).hasMessageContaining("-2.0");
    LevelSettings others = LevelSettings.of("BTC", List.of(BigDecimal.TEN));
    assertThatThrownBy(
            () ->
                new LevelTracker(others)
                    .step(state, BigDecimal.ONE, now, OptionalDouble.empty(), true))
        .hasMessageContaining("adapt it first");
    assertThatThrownBy(() -> state.adapt(LevelSettings.of("ETH", List.of(BigDecimal.TEN))))
        .hasMessage("levels of ETH cannot take over the state of BTC");
  }

  /** What one price led to for the highest level. */
  private record Step(LevelTracker.Step step) {
    LevelEvent event() {
      return step.events().get(0);
    }

    LevelState level() {
      return step.state().levels().get(0);
    }

    LevelsState state() {
      return step.state();
    }
  }

  private void watch(String... levels) {
    settings = settings(levels);
    state = LevelsState.of(settings);
    now = START;
  }

  private void watchAlso(String... levels) {
    settings = settings(levels);
    state = state.adapt(settings);
  }

  private static LevelSettings settings(String... levels) {
    return LevelSettings.of("BTC", List.of(levels).stream().map(BigDecimal::new).toList());
  }

  private Step see(double price, boolean hourlyClose) {
    now = now.plus(Duration.ofMinutes(7));
    return take(now, price, OptionalDouble.empty(), hourlyClose);
  }

  private void see(double price, OptionalDouble atr) {
    now = now.plus(Duration.ofMinutes(7));
    take(now, price, atr, false);
  }

  private Step at(Instant at, double price, boolean hourlyClose) {
    return take(at, price, OptionalDouble.empty(), hourlyClose);
  }

  private Step take(Instant at, double price, OptionalDouble atr, boolean hourlyClose) {
    BigDecimal exact = BigDecimal.valueOf(Math.round(price));
    LevelTracker.Step step = new LevelTracker(settings).step(state, exact, at, atr, hourlyClose);
    state = step.state();
    for (LevelEvent event : step.events()) {
      List<Integer> levels = event.levels().stream().map(BigDecimal::intValue).toList();
      told.add("%s %s %s".formatted(exact, event.kind(), levels));
    }
    return new Step(step);
  }
}
