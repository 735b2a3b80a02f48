package lowtide.chart;

import java.util.Arrays;
import java.util.List;

/**
 * Prints what a picture costs on this machine: first and warm time and bytes of each sample.
 *
 * <p>{@code mvn -q test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=lowtide.chart.ChartCost}
 */
public final class ChartCost {
  private static final int WARM_UP = 200;
  private static final int RUNS = 101;

  private ChartCost() {}

  public static void main(String[] args) {
    List<String> names = List.of("correlation", "phase", "price");
    List<ChartSpec> specs = Samples.all();
    Charts charts = new Charts();
    long start = System.nanoTime();
    charts.png(specs.get(0));
    System.out.printf("first picture of the process: %.0f ms%n", (System.nanoTime() - start) / 1e6);
    for (int i = 0; i < specs.size(); i++) {
      ChartSpec spec = specs.get(i);
      int bytes = 0;
      for (int k = 0; k < WARM_UP; k++) {
        bytes = charts.png(spec).length;
      }
      double[] millis = new double[RUNS];
      for (int k = 0; k < RUNS; k++) {
        long from = System.nanoTime();
        charts.png(spec);
        millis[k] = (System.nanoTime() - from) / 1e6;
      }
      Arrays.sort(millis);
      System.out.printf(
          "%-12s %6d bytes, warm median %.1f ms, slowest of %d %.1f ms%n",
          names.get(i), bytes, millis[RUNS / 2], RUNS, millis[RUNS - 1]);
    }
  }
}
