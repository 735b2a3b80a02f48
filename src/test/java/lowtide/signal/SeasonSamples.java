package lowtide.signal;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lowtide.market.Instrument;
import lowtide.market.Series;

/** Made-up months; the same generator stands in the script that the vectors come from. */
public final class SeasonSamples {
  static final YearMonth FIRST = YearMonth.of(2011, 1);

  private SeasonSamples() {}

  /**
   * Log returns from January 2011 on: uniform from -.2 to .2, plus {@code effect} times the month's
   * distance from the middle of the year.
   */
  static double[] returns(int n, long seed, double effect) {
    double[] returns = new double[n];
    long x = seed;
    for (int i = 0; i < n; i++) {
      x = (1103515245 * x + 12345) % 2147483648L;
      returns[i] = (x / 2147483648.0 - .5) * .4 + effect * (i % 12 - 5.5);
    }
    return returns;
  }

  /** A close at each month's end, the first at the end of December 2010, and no other day. */
  static Series monthEnds(Instrument instrument, double[] returns) {
    Map<LocalDate, Double> closes = new TreeMap<>();
    double price = 100;
    YearMonth month = FIRST.minusMonths(1);
    closes.put(SeasonMonths.lastDay(instrument, month), price);
    for (double r : returns) {
      month = month.plusMonths(1);
      price *= Math.exp(r);
      closes.put(SeasonMonths.lastDay(instrument, month), price);
    }
    return Bars.daily(instrument, closes);
  }

  static List<SeasonMonth> months(double[] returns) {
    return new ArrayList<>(SeasonMonths.of(monthEnds(Bars.BTC, returns)).months());
  }
}
