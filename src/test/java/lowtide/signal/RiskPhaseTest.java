package lowtide.signal;

import static lowtide.signal.Bars.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lowtide.market.Interval;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;

class RiskPhaseTest {
  private static final LocalDate START = LocalDate.of(2016, 1, 1);
  private final RiskPhase phase = new RiskPhase(PhaseSettings.DEFAULT);
  private final Series daily = Bars.daily(BTC, START, Bars.walk(new Random(4), 2800, .04));

  @Test
  void aReadingShowsTheIndexOfItsLastDay() {
    PhaseReading reading = (PhaseReading) phase.read(daily);
    RiskIndex index = RiskIndex.of(daily);
    int last = index.size() - 1;
    assertThat(reading.instrument()).isEqualTo(BTC);
    assertThat(reading.day()).isEqualTo(START.plusDays(2799));
    assertThat(reading.asOf()).isEqualTo(Bars.midnight(START.plusDays(2800)));
    assertThat(reading.risk()).isEqualTo(index.risk(last));
    assertThat(reading.stress()).isEqualTo(index.stress(last));
    assertThat(reading.heat()).isEqualTo(index.heat(last));
    assertThat(reading.volatility()).isEqualTo(index.volatility(last));
    assertThat(reading.semideviation()).isEqualTo(index.semideviation(last));
    assertThat(reading.drawdown()).isEqualTo(index.drawdown(last));
    assertThat(reading.toShortMean()).isEqualTo(index.toShortMean(last));
    assertThat(reading.toLongMean()).isEqualTo(index.toLongMean(last));
    assertThat(reading.flags()).isEmpty();
  }

  @Test
  void readDayByDayTheReadingsAreTheEpisodes() {
    List<PhaseEpisode> episodes = phase.history(daily, null).episodes();
    assertThat(episodes).hasSizeGreaterThan(3);
    for (int n = RiskIndex.DAYS_NEEDED; n <= daily.size(); n += 13) {
      PhaseReading reading = (PhaseReading) phase.read(daily.first(n));
      PhaseEpisode episode =
          episodes.stream().filter(e -> !e.to().isBefore(reading.day())).findFirst().orElseThrow();
      assertThat(reading.phase()).isEqualTo(episode.phase());
      assertThat(reading.since()).isEqualTo(episode.from());
    }
  }

  @Test
  void episodesFollowEachOtherWithoutAGap() {
    List<PhaseEpisode> episodes = phase.history(daily, null).episodes();
    assertThat(episodes.get(0).from()).isEqualTo(START.plusDays(2128));
    assertThat(episodes.get(episodes.size() - 1).to()).isEqualTo(START.plusDays(2799));
    for (int i = 1; i < episodes.size(); i++) {
      assertThat(episodes.get(i).from()).isEqualTo(episodes.get(i - 1).to().plusDays(1));
      assertThat(episodes.get(i).phase()).isNotEqualTo(episodes.get(i - 1).phase());
    }
  }

  @Test
  void tooFewDaysAreUnknownAndNamed() {
    assertThat(phase.read(daily.first(900)))
        .isEqualTo(
            new Unknown(
                "needs 2129 days of BTC (1400 for its long mean, ranked among 730), has 900 (since"
                    + " 2016-01-01)"));
    assertThat(phase.read(Series.empty(BTC, Interval.DAY)))
        .isInstanceOfSatisfying(Unknown.class, u -> assertThat(u.reason()).endsWith("has 0"));
    assertThat(phase.history(daily.first(900), null).episodes()).isEmpty();
  }

  @Test
  void aMissingDayOfLateIsFlaggedAndOneOfLongAgoIsNot() {
    assertThat(((PhaseReading) phase.read(without(2750))).flags()).containsExactly(Flag.GAPS);
    assertThat(((PhaseReading) phase.read(without(2000))).flags()).isEmpty();
  }

  @Test
  void fifteenYearsTakeAFractionOfASecond() {
    Series years = Bars.daily(BTC, START, Bars.walk(new Random(5), 5500, .04));
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      new RiskPhase(PhaseSettings.DEFAULT).read(years);
      nanos.add(System.nanoTime() - start);
    }
    // About 30 ms on a quiet machine; the best of five, as others may be at work.
    assertThat(nanos.stream().mapToLong(n -> n).min().orElseThrow()).isLessThan(300_000_000L);
  }

  @Test
  void tenYearsDayByDayTakeAFractionOfASecond() {
    Series years = Bars.daily(BTC, START, Bars.walk(new Random(6), 5778, .04));
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      RiskPhase fresh = new RiskPhase(PhaseSettings.DEFAULT);
      long start = System.nanoTime();
      for (int n = 2129; n <= years.size(); n++) {
        fresh.read(years.first(n));
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    // 3,650 readings; about 30 ms on a quiet machine, 40 s when each began at the first day.
    assertThat(best).isLessThan(300_000_000L);
  }

  @Test
  void askedByManyAboutDifferentMomentsAllGetWhatOneAloneGets() throws Exception {
    List<PhaseResult> alone = new ArrayList<>();
    for (int n = 2000; n <= daily.size(); n += 7) {
      alone.add(new RiskPhase(PhaseSettings.DEFAULT).read(daily.first(n)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        Random random = new Random(t);
        all.add(
            threads.submit(
                () -> {
                  boolean same = true;
                  for (int k = 0; k < 300; k++) {
                    int i = random.nextInt(alone.size());
                    same &= phase.read(daily.first(2000 + 7 * i)).equals(alone.get(i));
                  }
                  return same;
                }));
      }
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aDayWithoutItsMvrvIsFlagged() {
    Series mvrv = Bars.daily(Bars.MVRV, START, Bars.walk(new Random(9), 2799, .02));
    PhaseReading reading = (PhaseReading) phase.read(daily, mvrv);
    assertThat(reading.flags()).containsExactly(Flag.NO_MVRV);
    assertThat(reading.mvrv()).isEmpty();
    PhaseReading before = (PhaseReading) phase.read(daily.first(2799), mvrv);
    assertThat(before.flags()).isEmpty();
    assertThat(before.mvrv()).isPresent();
  }

  private Series without(int missing) {
    Map<LocalDate, Double> closes = new TreeMap<>();
    for (int i = 0; i < daily.size(); i++) {
      if (i != missing) {
        closes.put(daily.date(i), daily.close(i));
      }
    }
    return Bars.daily(BTC, closes);
  }
}
