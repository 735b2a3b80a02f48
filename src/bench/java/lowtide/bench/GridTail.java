package lowtide.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * The times of single bars of a grid.
 *
 * <p>What the clock says of single bars holds the machine's interruptions too: on a virtual core
 * one in a thousand stretches of some microseconds is hit by the timer alone, for ten times as
 * long. So the same bars are run through several times, and of each the least time is kept: what
 * the grid itself spends on a bar, as at a block's end, comes back in each pass, an interruption
 * does not.
 *
 * @param median of a bar's times in ns
 * @param least 99.9th percentile over the median, of each bar's least time
 * @param clocked the same of all times
 * @param idle the same of a loop that does nothing for as long
 * @param allocated bytes a bar
 */
record GridTail(double median, double least, double clocked, double idle, double allocated) {
  private static final int BARS = 100_000;
  private static final int PASSES = 9;

  static GridTail measure() {
    GridBench bench = new GridBench();
    bench.fill();
    long[] times = new long[BARS];
    long[] least = new long[BARS];
    Arrays.fill(least, Long.MAX_VALUE);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long allocated = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      bench.restart();
      long before = threads.getThreadAllocatedBytes(self);
      for (int t = 0; t < BARS; t++) {
        long start = System.nanoTime();
        bench.grid();
        times[t] = System.nanoTime() - start;
        least[t] = Math.min(least[t], times[t]);
      }
      allocated = threads.getThreadAllocatedBytes(self) - before;
    }
    double clocked = tail(times);
    long median = times[BARS / 2];
    for (int t = 0; t < BARS; t++) {
      long start = System.nanoTime();
      do {
        times[t] = System.nanoTime() - start;
      } while (times[t] < median);
    }
    return new GridTail(median, tail(least), clocked, tail(times), (double) allocated / BARS);
  }

  /** Sorts the times too. */
  private static double tail(long[] times) {
    Arrays.sort(times);
    return (double) times[BARS / 1000 * 999] / times[BARS / 2];
  }
}
