package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lowtide.market.Bar;
import lowtide.market.Interval;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupTest {
  private static final LocalDate START = LocalDate.of(2018, 1, 1);
  private static final SetupSettings SETTINGS = SetupSettings.DEFAULT;

  @Test
  void everyConditionIsWorkedOutFromItsDefinition() {
    Series days = days(1, 900);
    SetupHistory history = new SetupFold(days, SETTINGS).upTo(days, null);
    assertThat(history.size()).isEqualTo(900 - SetupHistory.DAYS_NEEDED + 1);
    int i = 880;
    SetupDay day = history.day(i - SetupHistory.DAYS_NEEDED + 1);
    double[] closes = days.closes(0, i + 1);
    assertThat(day.day()).isEqualTo(START.plusDays(i));
    double high = Arrays.stream(closes, i - 89, i + 1).max().orElseThrow();
    assertThat(day.value(SetupCondition.DRAWDOWN))
        .isCloseTo(100 * (1 - closes[i] / high), within(1e-9));
    double mean = Arrays.stream(closes, i - 19, i + 1).average().orElseThrow();
    double range = AverageTrueRange.of(days.first(i + 1), 14).value().orElseThrow();
    assertThat(day.value(SetupCondition.PULLBACK))
        .isCloseTo((mean - closes[i]) / range, within(1e-9));
    assertThat(day.value(SetupCondition.RSI))
        .isEqualTo(RelativeStrengthIndex.of(days.first(i + 1), 14).value().orElseThrow());
    assertThat(day.value(SetupCondition.TREND))
        .isCloseTo(
            closes[i] / Arrays.stream(closes, i - 199, i + 1).average().orElseThrow(),
            within(1e-12));
    double[] volumes = new double[30];
    for (int k = 0; k < 30; k++) {
      volumes[k] = days.volume(i - 29 + k);
    }
    Arrays.sort(volumes);
    assertThat(day.value(SetupCondition.VOLUME))
        .isCloseTo(days.volume(i) / ((volumes[14] + volumes[15]) / 2), within(1e-12));
    assertThat(day.value(SetupCondition.VOLATILITY)).isBetween(0.0, 100.0);
    assertThat(day.isKnown(SetupCondition.PHASE)).isFalse();
    assertThat(day.isMet(SetupCondition.PHASE)).isFalse();
  }

  @Test
  void aConditionIsMetWhenItsValueLiesWhereTheDefinitionSaysSo() {
    Series days = days(1, 1100);
    SetupHistory history = new SetupFold(days, SETTINGS).upTo(days, null);
    Map<SetupCondition, Integer> times = new EnumMap<>(SetupCondition.class);
    for (int d = 1; d < history.size(); d++) {
      SetupDay day = history.day(d);
      int i = history.bar(d);
      double drawdown = day.value(SetupCondition.DRAWDOWN);
      double pullback = day.value(SetupCondition.PULLBACK);
      double rsi = day.value(SetupCondition.RSI);
      boolean reclaims = days.close(i) > days.close(i - 1) && days.close(i - 1) < days.close(i - 2);
      Map<SetupCondition, Boolean> expected = new EnumMap<>(SetupCondition.class);
      expected.put(SetupCondition.DRAWDOWN, drawdown >= 5 && drawdown <= 20);
      expected.put(SetupCondition.PULLBACK, pullback >= 1 && pullback <= 3);
      expected.put(
          SetupCondition.RSI, rsi <= 40 && rsi > history.day(d - 1).value(SetupCondition.RSI));
      expected.put(SetupCondition.TREND, day.value(SetupCondition.TREND) > 1);
      expected.put(SetupCondition.VOLUME, day.value(SetupCondition.VOLUME) >= 1.2 && reclaims);
      expected.put(SetupCondition.VOLATILITY, day.value(SetupCondition.VOLATILITY) < 70);
      expected.put(SetupCondition.PHASE, false); // there is none
      int count = 0;
      for (SetupCondition condition : SetupCondition.values()) {
        assertThat(day.isMet(condition))
            .as("%s on %s", condition, day.day())
            .isEqualTo(expected.get(condition));
        count += day.isMet(condition) ? 1 : 0;
        times.merge(condition, day.isMet(condition) ? 1 : 0, Integer::sum);
      }
      assertThat(day.count()).isEqualTo(count);
    }
    times.remove(SetupCondition.PHASE);
    assertThat(times.values()).allMatch(n -> n > 0 && n < history.size() - 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aDaysSetupDoesNotDependOnHowOrWhetherLaterDaysCameIn(long seed) {
    Series days = days(seed, 1100);
    SetupHistory atOnce = new SetupFold(days, SETTINGS).upTo(days, null);
    SetupFold fold = new SetupFold(days, SETTINGS);
    Random random = new Random(seed);
    SetupHistory last = fold.upTo(days.first(700), null);
    for (int n = 700; n <= days.size(); n += 1 + random.nextInt(40)) {
      last = fold.upTo(days.first(n), null);
      for (int i = 0; i < last.size(); i += 17) {
        assertSame(last.day(i), atOnce.day(i));
      }
    }
    SetupHistory back = fold.upTo(days.first(900), null);
    assertThat(back.changes())
        .extracting(SetupDay::day)
        .isEqualTo(
            atOnce.changes().stream()
                .map(SetupDay::day)
                .filter(day -> !day.isAfter(START.plusDays(899)))
                .toList());
    assertThat(atOnce.changes()).hasSizeGreaterThan(3);
  }

  private static void assertSame(SetupDay one, SetupDay other) {
    assertThat(one.values()).isEqualTo(other.values());
    assertThat(one.met()).isEqualTo(other.met());
    assertThat(one.confirmed()).isEqualTo(other.confirmed());
    assertThat(one.since()).isEqualTo(other.since());
  }

  @Test
  void theWordingChangesOnlyWhenEnoughDaysInARowSaySo() {
    Series days = days(4, 1100);
    SetupHistory history = new SetupFold(days, SETTINGS).upTo(days, null);
    for (int i = 1; i < history.size(); i++) {
      if (history.day(i).confirmed() != history.day(i - 1).confirmed()) {
        assertThat(history.day(i).label()).isEqualTo(history.day(i).confirmed());
        assertThat(history.day(i - 1).label()).isEqualTo(history.day(i).confirmed());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, FEW", "2, FEW", "3, MIXED", "4, MIXED", "5, MORE", "7, MORE"})
  void theCountIsPutIntoWords(int count, SetupLabel label) {
    assertThat(SetupLabel.of(count, SETTINGS)).isEqualTo(label);
  }

  @Test
  void daysWhoseMonthIsNotOverDoNotCount() {
    Series days = days(5, 1000);
    SetupHistory history = new SetupFold(days, SETTINGS).upTo(days, null);
    SetupOutcomes all = SetupOutcomes.ofAll(history);
    assertThat(all.days()).isEqualTo(history.size() - SetupOutcomes.HORIZON - 1);
    assertThat(all.apart()).isEqualTo((all.days() + 30) / 31);
    assertThat(all.drawdown().value()).isBetween(all.drawdown().low(), all.drawdown().high());
    int sum = 0;
    for (int count = 0; count <= 7; count++) {
      sum += SetupOutcomes.of(history, count).days();
    }
    assertThat(sum).isEqualTo(all.days());
  }

  @Test
  void howPastDaysWentOnIsToldAsItWasKnownOnADay() {
    Series days = days(5, 1300);
    SetupHistory whole = new SetupFold(days, SETTINGS).upTo(days, null);
    int known = 400;
    Series then = days.first(whole.bar(known) + 1);
    SetupHistory early = new SetupFold(then, SETTINGS).upTo(then, null);
    for (int count = 0; count <= 7; count++) {
      assertThat(SetupOutcomes.of(whole, known, count)).isEqualTo(SetupOutcomes.of(early, count));
    }
  }

  private static Series days(long seed, int n) {
    Random random = new Random(seed);
    List<Bar> bars = new ArrayList<>();
    double price = 1000;
    for (int i = 0; i < n; i++) {
      price *= Math.exp(.03 * random.nextGaussian() + .01 * Math.sin(i / 40.0));
      double range = price * .02 * random.nextDouble();
      bars.add(
          new Bar(
              Bars.midnight(START.plusDays(i)),
              price,
              price + range,
              price - range,
              price,
              100 + 100 * random.nextDouble()));
    }
    return Series.of(Bars.BTC, Interval.DAY, bars);
  }
}
