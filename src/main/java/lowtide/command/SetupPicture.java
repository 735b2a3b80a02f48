package lowtide.command;

import java.util.Arrays;
import java.util.List;
import lowtide.chart.ChartSpec;
import lowtide.chart.Curve;
import lowtide.chart.Ink;
import lowtide.chart.Panel;
import lowtide.chart.Threshold;
import lowtide.chart.Times;
import lowtide.chart.ValueFormat;
import lowtide.chart.Values;
import lowtide.signal.SetupDay;
import lowtide.signal.SetupHistory;
import lowtide.signal.SetupSettings;

/** The chart of a setup: the price with its means, the count of conditions below. */
final class SetupPicture {
  private static final int DAYS_SHOWN = 365;
  private static final int SHORT_MEAN = 20;
  private static final int LONG_MEAN = 200;

  private SetupPicture() {}

  static ChartSpec of(SetupHistory history, SetupSettings settings, String sources) {
    int n = Math.min(DAYS_SHOWN, history.size());
    int first = history.daily().size() - n;
    long[] times = new long[n];
    double[] price = new double[n];
    double[] shortMean = new double[n];
    double[] longMean = new double[n];
    double[] count = new double[n];
    double[] closes = history.daily().closes(0, history.daily().size());
    for (int i = 0; i < n; i++) {
      int bar = first + i;
      times[i] = history.daily().closesAt(bar).getEpochSecond();
      price[i] = closes[bar];
      shortMean[i] = mean(closes, bar, SHORT_MEAN);
      longMean[i] = mean(closes, bar, LONG_MEAN);
      count[i] = history.day(history.size() - n + i).count();
    }
    SetupDay day = history.day(history.size() - 1);
    String symbol = history.daily().instrument().symbol();
    Times at = Times.of(times);
    Panel above =
        Panel.of(
            symbol + ", US dollars",
            ValueFormat.DOLLARS,
            new Curve("200-day mean", at, Values.of(longMean), Ink.MUTED, "mean of 200"),
            new Curve("20-day mean", at, Values.of(shortMean), Ink.SIGNAL, "mean of 20"),
            new Curve(symbol, at, Values.of(price), Ink.PRICE));
    Panel below =
        Panel.of(
                "conditions met, of seven; weights unvalidated",
                ValueFormat.COUNT,
                new Curve("count", at, Values.of(count), Ink.CAUTION, day.count() + " of 7"))
            .withThresholds(
                List.of(
                    new Threshold(
                        settings.more(),
                        settings.more() + " more",
                        Ink.CALM,
                        Threshold.Stroke.SOLID),
                    new Threshold(
                        settings.mixed(),
                        settings.mixed() + " mixed",
                        Ink.MUTED,
                        Threshold.Stroke.DASHED)));
    return new ChartSpec(
        "%s setup: %d of 7, %s".formatted(symbol, day.count(), day.label().words()),
        "%d days to %s · %s".formatted(n, day.day(), sources),
        List.of(above.withWeight(6), below.withWeight(4)));
  }

  private static double mean(double[] closes, int i, int n) {
    return Arrays.stream(closes, i - n + 1, i + 1).average().orElse(Double.NaN);
  }
}
