package lowtide.signal;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;

/**
 * The correlation over a window that ends at each session in turn, for charts and tables.
 *
 * <p>Columns, oldest first. A session without a coefficient (too few returns in its window, or none
 * that vary) is left out, so there is no NaN.
 */
public final class RollingCorrelation {
  private final int window;
  private int size;
  private final LocalDate[] sessions;
  private final double[] pearson;
  private final double[] low;
  private final double[] high;
  private final Label[] labels;

  RollingCorrelation(int window, int capacity) {
    this.window = window;
    sessions = new LocalDate[capacity];
    pearson = new double[capacity];
    low = new double[capacity];
    high = new double[capacity];
    labels = new Label[capacity];
  }

  void add(LocalDate session, double r, ConfidenceInterval interval, Label label) {
    sessions[size] = session;
    pearson[size] = r;
    low[size] = interval.low();
    high[size] = interval.high();
    labels[size++] = label;
  }

  public int window() {
    return window;
  }

  public int size() {
    return size;
  }

  public LocalDate session(int i) {
    return sessions[check(i)];
  }

  public double pearson(int i) {
    return pearson[check(i)];
  }

  /** Lower end of the 95 % interval. */
  public double low(int i) {
    return low[check(i)];
  }

  /** Upper end of the 95 % interval. */
  public double high(int i) {
    return high[check(i)];
  }

  /** With hysteresis. */
  public Label label(int i) {
    return labels[check(i)];
  }

  /** A copy of the coefficients. */
  public double[] pearson() {
    return Arrays.copyOf(pearson, size);
  }

  private int check(int i) {
    return Objects.checkIndex(i, size);
  }
}
