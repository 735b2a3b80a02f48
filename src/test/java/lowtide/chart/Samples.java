package lowtide.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Invented pictures of each kind, always the same. */
final class Samples {
  private static final long START = 1_735_689_600; // 2025-01-01
  private static final int DAYS = 365;

  private Samples() {}

  static List<ChartSpec> all() {
    return List.of(correlation(), phase(), price());
  }

  static ChartSpec correlation() {
    double[] r = new double[DAYS];
    double[] low = new double[DAYS];
    double[] high = new double[DAYS];
    double[] walk = walk(7, 0.02);
    for (int i = 0; i < DAYS; i++) {
      r[i] = Math.tanh(Math.log(walk[i] / 1e5) * 2 + 0.4);
      low[i] = Math.tanh(Math.log(walk[i] / 1e5) * 2 + 0.1);
      high[i] = Math.tanh(Math.log(walk[i] / 1e5) * 2 + 0.7);
    }
    return new CorrelationChart(
            "BTC",
            "PSCT",
            60,
            times(),
            Values.of(walk(1, 0.03)),
            Values.of(r),
            Values.of(low),
            Values.of(high),
            CorrelationChart.zones(-.15, .15, .35, .55),
            "moderate",
            true,
            58,
            LocalDate.parse("2025-12-31"),
            "invented")
        .spec();
  }

  static ChartSpec phase() {
    double[] risk = walk(3, 0.03);
    List<PhaseChart.Phase> phases = new ArrayList<>();
    for (int i = 0; i < DAYS; i++) {
      risk[i] = 50 + 25 * Math.sin(i / 40.0) + 8 * Math.log(risk[i] / 1e5);
      phases.add(
          risk[i] < 40
              ? PhaseChart.Phase.LOW
              : risk[i] > 60 ? PhaseChart.Phase.HIGH : PhaseChart.Phase.ELEVATED);
    }
    return new PhaseChart(
            "BTC",
            times(),
            Values.of(walk(1, 0.03)),
            Values.of(risk),
            phases,
            PhaseChart.Borders.DEFAULT,
            LocalDate.parse("2025-11-30"),
            LocalDate.parse("2025-12-31"),
            "invented")
        .spec();
  }

  static ChartSpec price() {
    double[] price = walk(1, 0.03);
    double last = price[DAYS - 1];
    return new PriceChart(
            "BTC",
            times(),
            Values.of(price),
            List.of(
                level(last * 1.05, PriceChart.State.BREACHED),
                level(last * 1.04, PriceChart.State.TOUCHED),
                level(last * 0.99, PriceChart.State.NEAR),
                level(last * 0.9, PriceChart.State.HELD)),
            "2025-12-31 00:00 UTC",
            "invented")
        .spec();
  }

  static RowChart rows() {
    List<RowChart.Row> rows = new ArrayList<>();
    for (int year = 2016; year <= 2025; year++) {
      double r = Math.sin(year) * 0.6;
      rows.add(
          new RowChart.Row(
              Integer.toString(year),
              "r " + Math.round(r * 100) / 100.0,
              year == 2025,
              List.of(
                  new RowChart.Mark(0, r, r - 0.2, r + 0.15),
                  new RowChart.Mark(1, r / 2, Double.NaN, Double.NaN))));
    }
    return new RowChart(
        "BTC and PSCT by year",
        "invented",
        "",
        "correlation of daily returns",
        ValueFormat.COEFFICIENT,
        List.of(
            new RowChart.Kind("PSCT", Ink.SIGNAL, RowChart.Shape.DOT),
            new RowChart.Kind("given SPY", Ink.CAUTION, RowChart.Shape.RING)),
        rows);
  }

  private static PriceChart.Level level(double price, PriceChart.State state) {
    return new PriceChart.Level(BigDecimal.valueOf(Math.round(price / 100) * 100), state);
  }

  private static Times times() {
    long[] times = new long[DAYS];
    for (int i = 0; i < DAYS; i++) {
      times[i] = START + i * 86_400L;
    }
    return Times.of(times);
  }

  private static double[] walk(long seed, double volatility) {
    Random random = new Random(seed);
    double[] values = new double[DAYS];
    double value = 1e5;
    for (int i = 0; i < DAYS; i++) {
      value *= Math.exp(volatility * random.nextGaussian());
      values[i] = value;
    }
    return values;
  }
}
