package lowtide.signal;

import static lowtide.signal.Bars.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
    List<PhaseEpisode> episodes = phase.episodes(RiskIndex.of(daily));
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
    List<PhaseEpisode> episodes = phase.episodes(RiskIndex.of(daily));
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
    assertThat(phase.episodes(RiskIndex.of(daily.first(900)))).isEmpty();
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
      phase.read(years);
      nanos.add(System.nanoTime() - start);
    }
    // About 30 ms on a quiet machine; the best of five, as others may be at work.
    assertThat(nanos.stream().mapToLong(n -> n).min().orElseThrow()).isLessThan(300_000_000L);
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
