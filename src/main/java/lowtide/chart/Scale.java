package lowtide.chart;

import java.util.List;

/**
 * The range of values that a panel shows and the few round values named on its axis.
 *
 * @param ticks rising
 */
record Scale(double from, double to, List<Tick> ticks) {

  record Tick(double value, String text) {}

  /** Thresholds further from the data than this part of their span are not worth a flat line. */
  private static final double REACH = 0.6;

  private static final double MARGIN = 0.07;

  /**
   * @param height pixels of the panel
   * @param reserved pixels at its top that the values must stay clear of
   */
  static Scale of(Panel panel, int height, int reserved) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Curve curve : panel.curves()) {
      for (double value : curve.values()) {
        // Comparisons with NaN are false, so gaps change nothing.
        low = value < low ? value : low;
        high = value > high ? value : high;
      }
    }
    for (Band band : panel.bands()) {
      double[] lower = band.low();
      double[] upper = band.high();
      for (int i = 0; i < lower.length; i++) {
        low = lower[i] < low ? lower[i] : low;
        high = upper[i] > high ? upper[i] : high;
      }
    }
    if (high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-12) {
      // A constant has no span of its own: give it a tenth of its size, so that it runs mid-panel.
      double pad = low == 0 ? 1 : Math.abs(low) * 0.05;
      low -= pad;
      high += pad;
    }
    double reach = (high - low) * REACH;
    double lowest = low;
    double highest = high;
    for (Threshold threshold : panel.thresholds()) {
      if (threshold.value() >= low - reach && threshold.value() <= high + reach) {
        lowest = Math.min(lowest, threshold.value());
        highest = Math.max(highest, threshold.value());
      }
    }
    double margin = (highest - lowest) * MARGIN;
    double from = lowest - margin;
    double to = highest + margin;
    to += (to - from) * reserved / (height - reserved);
    return new Scale(from, to, ticks(panel, from, highest + margin, height - reserved));
  }

  boolean contains(double value) {
    return value >= from && value <= to;
  }

  private static List<Tick> ticks(Panel panel, double from, double to, int height) {
    ValueFormat format = panel.format();
    if (!panel.zones().isEmpty()) {
      // Where ranges have names, their borders are the values worth reading.
      double apart = (to - from) * 20 / height;
      double[] last = {Double.NEGATIVE_INFINITY};
      return panel.zones().stream()
          .map(Zone::from)
          .sorted()
          .filter(value -> value > from && value < to && value - last[0] >= apart)
          .peek(value -> last[0] = value)
          .map(value -> new Tick(value, format.axis(value, 0.01)))
          .toList();
    }
    double step = step(to - from, Math.max(2, Math.min(4, height / 40)));
    long first = (long) Math.ceil(from / step);
    return java.util.stream.LongStream.rangeClosed(first, (long) Math.floor(to / step))
        .mapToObj(k -> k * step)
        .map(value -> new Tick(value, format.axis(value, step)))
        .toList();
  }

  /** The smallest of 1, 2, 2.5, 5 times a power of ten that cuts the span into at most n parts. */
  static double step(double span, int n) {
    double power = Math.pow(10, Math.floor(Math.log10(span / n)));
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (span / (factor * power) <= n) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
