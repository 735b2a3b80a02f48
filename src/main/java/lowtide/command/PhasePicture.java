package lowtide.command;

import java.util.ArrayList;
import java.util.List;
import lowtide.alert.Sources;
import lowtide.chart.ChartSpec;
import lowtide.chart.PhaseChart;
import lowtide.chart.Times;
import lowtide.chart.Values;
import lowtide.market.MarketView;
import lowtide.signal.PhaseHistory;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseSettings;
import lowtide.signal.RiskIndex;

/**
 * The chart of the risk phase: the last four years, which the ranks are among, with the price
 * above.
 */
final class PhasePicture {
  private static final int DAYS_SHOWN = 1_460;

  private PhasePicture() {}

  static ChartSpec of(
      PhaseReading reading, PhaseHistory history, PhaseSettings settings, MarketView view) {
    RiskIndex index = history.index();
    int n = Math.min(DAYS_SHOWN, history.size());
    long[] times = new long[n];
    double[] price = new double[n];
    double[] risk = new double[n];
    List<PhaseChart.Phase> phases = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int day = history.size() - n + i;
      times[i] = index.asOf(day).getEpochSecond();
      price[i] = index.close(day);
      risk[i] = index.risk(day);
      phases.add(PhaseChart.Phase.valueOf(history.phase(day).name()));
    }
    return new PhaseChart(
            reading.instrument().symbol(),
            Times.of(times),
            Values.of(price),
            Values.of(risk),
            phases,
            new PhaseChart.Borders(
                settings.lowEnter(),
                settings.lowLeave(),
                settings.highLeave(),
                settings.highEnter()),
            reading.since(),
            reading.day(),
            Sources.of(view, reading.instrument()))
        .spec();
  }
}
