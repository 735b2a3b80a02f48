package lowtide.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The range of values that a panel shows and the few round values named on its axis.
 *
 * <p>Prices that span a factor of ten or more are drawn by their logarithm, so that equal distances
 * are equal changes in percent; {@link #axis} says where on the axis a value lies.
 *
 * @param from lower end, in axis units
 * @param to upper end, in axis units
 * @param ticks rising, in axis units
 */
record Scale(double from, double to, boolean logarithmic, List<Tick> ticks) {

  record Tick(double at, String text) {}

  /**
   * Thresholds further from the data than this part of their span are not worth a flat line; the
   * nearest on either side are worth more, for they are what is waited for.
   */
  private static final double REACH = 0.6;

  private static final double NEAREST_REACH = 1.2;

  private static final double MARGIN = 0.07;
  // Pixels within which a tick's text would touch what is written below or above the panel.
  private static final int BELOW = 6;
  private static final int ABOVE = 9;
  private static final double LOGARITHMIC_FROM = 10;
  private static final double[][] DECADES = {{1, 2, 5}, {1, 3}, {1}};

  /**
   * @param height pixels of the panel
   * @param reserved pixels at its top that the values must stay clear of
   */
  static Scale of(Panel panel, int height, int reserved) {
    double[] extent = extent(panel);
    boolean logarithmic =
        panel.format() == ValueFormat.DOLLARS
            && extent[0] > 0
            && extent[1] / extent[0] >= LOGARITHMIC_FROM;
    double low = axis(extent[0], logarithmic);
    double high = axis(extent[1], logarithmic);
    double lowest = low;
    double highest = high;
    double[] thresholds =
        panel.thresholds().stream().mapToDouble(one -> axis(one.value(), logarithmic)).toArray();
    double above = Arrays.stream(thresholds).filter(at -> at > high).min().orElse(high);
    double below = Arrays.stream(thresholds).filter(at -> at < low).max().orElse(low);
    for (double at : thresholds) {
      double reach = (high - low) * (at == above || at == below ? NEAREST_REACH : REACH);
      if (at >= low - reach && at <= high + reach) {
        lowest = Math.min(lowest, at);
        highest = Math.max(highest, at);
      }
    }
    double margin = (highest - lowest) * MARGIN;
    double from = lowest - margin;
    double top = highest + margin;
    int room = height - reserved;
    List<Tick> ticks =
        logarithmic
            ? decades(panel.format(), from, top, room)
            : panel.zones().isEmpty()
                ? round(panel.format(), from, top, room)
                : borders(panel, from, top, room);
    double to = top + (top - from) * reserved / room;
    double pixel = (to - from) / height;
    List<Tick> clear =
        ticks.stream()
            .filter(tick -> tick.at() >= from + BELOW * pixel && tick.at() <= to - ABOVE * pixel)
            .toList();
    return new Scale(from, to, logarithmic, clear.isEmpty() ? ticks : clear);
  }

  /** The same with its ticks in another language. */
  Scale said(UnaryOperator<String> words) {
    return new Scale(from, to, logarithmic, said(ticks, words));
  }

  static List<Tick> said(List<Tick> ticks, UnaryOperator<String> words) {
    return ticks.stream().map(tick -> new Tick(tick.at(), words.apply(tick.text()))).toList();
  }

  /**
   * Where on the axis a value lies; minus infinity or NaN where a logarithm has no place for it.
   */
  double axis(double value) {
    return axis(value, logarithmic);
  }

  double[] axis(double[] values) {
    return logarithmic ? Arrays.stream(values).map(Math::log10).toArray() : values;
  }

  /** Whether a value lies within the range. */
  boolean shows(double value) {
    double at = axis(value);
    return at >= from && at <= to;
  }

  private static double axis(double value, boolean logarithmic) {
    return logarithmic ? Math.log10(Math.max(0, value)) : value;
  }

  private static double[] extent(Panel panel) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Curve curve : panel.curves()) {
      for (int i = 0; i < curve.length(); i++) {
        // Comparisons with NaN are false, so gaps change nothing.
        low = curve.value(i) < low ? curve.value(i) : low;
        high = curve.value(i) > high ? curve.value(i) : high;
      }
    }
    for (Band band : panel.bands()) {
      for (int i = 0; i < band.times().length(); i++) {
        low = band.low().at(i) < low ? band.low().at(i) : low;
        high = band.high().at(i) > high ? band.high().at(i) : high;
      }
    }
    if (high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-12) {
      // A constant has no span of its own: give it a tenth of its size, so that it runs mid-panel.
      double pad = low == 0 ? 1 : Math.abs(low) * 0.05;
      return new double[] {low - pad, high + pad};
    }
    return new double[] {low, high};
  }

  /** Where ranges have names, their borders are the values worth reading. */
  private static List<Tick> borders(Panel panel, double from, double to, int height) {
    double apart = (to - from) * 22 / height;
    List<Tick> ticks = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (Zone zone : panel.zones().stream().sorted(Comparator.comparing(Zone::from)).toList()) {
      double border = zone.from();
      if (border > from && border < to && border - last >= apart) {
        ticks.add(new Tick(border, panel.format().axis(border, 0.01)));
        last = border;
      }
    }
    return ticks;
  }

  private static List<Tick> round(ValueFormat format, double from, double to, int height) {
    double round = step(to - from, Math.max(2, Math.min(6, height / 40)));
    double step = format == ValueFormat.COUNT ? Math.ceil(round) : round;
    List<Tick> ticks = new ArrayList<>();
    for (double k = Math.ceil(from / step); k <= Math.floor(to / step); k++) {
      ticks.add(new Tick(k * step, format.axis(k * step, step)));
    }
    return ticks;
  }

  private static List<Tick> decades(ValueFormat format, double from, double to, int height) {
    List<Tick> ticks = new ArrayList<>();
    for (double[] factors : DECADES) {
      ticks.clear();
      for (int power = (int) Math.floor(from); power <= to; power++) {
        for (double factor : factors) {
          double value = factor * Math.pow(10, power);
          double at = Math.log10(value);
          if (at >= from && at <= to) {
            ticks.add(new Tick(at, format.axis(value, value)));
          }
        }
      }
      if (ticks.size() <= height / 24) {
        return ticks;
      }
    }
    int every = (ticks.size() * 24 + height - 1) / height;
    List<Tick> few = new ArrayList<>();
    for (int i = 0; i < ticks.size(); i += every) {
      few.add(ticks.get(i));
    }
    return few;
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
