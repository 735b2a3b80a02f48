package lowtide.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import lowtide.alert.Sources;
import lowtide.chart.ChartSpec;
import lowtide.chart.PhaseChart;
import lowtide.chart.Times;
import lowtide.chart.Values;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.signal.PhaseEpisode;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseSettings;
import lowtide.signal.RiskIndex;
import lowtide.signal.RiskPhase;

/** The chart of the risk phase: the last two years, with the price above. */
final class PhasePicture {
  private static final int DAYS_SHOWN = 730;

  private PhasePicture() {}

  static ChartSpec of(PhaseReading reading, PhaseSettings phase, MarketView view) {
    Series daily = view.daily(reading.instrument());
    RiskIndex index = RiskIndex.of(daily);
    List<PhaseEpisode> episodes = new RiskPhase(phase).episodes(index);
    int n = Math.min(DAYS_SHOWN, index.size());
    long[] times = new long[n];
    double[] price = new double[n];
    double[] risk = new double[n];
    List<PhaseChart.Phase> phases = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int at = index.size() - n + i;
      times[i] = index.asOf(at).getEpochSecond();
      price[i] = daily.close(daily.size() - n + i);
      risk[i] = index.risk(at);
      phases.add(phase(episodes, index.day(at)));
    }
    return new PhaseChart(
            reading.instrument().symbol(),
            Times.of(times),
            Values.of(price),
            Values.of(risk),
            phases,
            new PhaseChart.Borders(
                phase.lowEnter(), phase.lowLeave(), phase.highLeave(), phase.highEnter()),
            reading.since(),
            reading.day(),
            Sources.of(view, reading.instrument()))
        .spec();
  }

  private static PhaseChart.Phase phase(List<PhaseEpisode> episodes, LocalDate day) {
    for (PhaseEpisode episode : episodes) {
      if (!day.isBefore(episode.from()) && !day.isAfter(episode.to())) {
        return PhaseChart.Phase.valueOf(episode.phase().name());
      }
    }
    return PhaseChart.Phase.UNKNOWN;
  }
}
