package lowtide.signal;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Seeded pairs of columns on which sliding sums are known to lose digits. */
public enum HardSeries {
  /** Log returns of a day, correlated at 0.4. */
  RETURNS {
    @Override
    void fill(double[] x, double[] y, RandomGenerator random) {
      for (int i = 0; i < x.length; i++) {
        x[i] *= .02;
        y[i] *= .02;
      }
    }
  },
  /** An offset of 1e6 with noise of 1e-3. */
  OFFSET {
    @Override
    void fill(double[] x, double[] y, RandomGenerator random) {
      for (int i = 0; i < x.length; i++) {
        x[i] = 1e6 + 1e-3 * x[i];
        y[i] = -1e6 + 1e-3 * y[i];
      }
    }
  },
  /** Spikes of 1e3, one in 300, each after it a variation of 1e-6. */
  SPIKES {
    @Override
    void fill(double[] x, double[] y, RandomGenerator random) {
      for (int i = 0; i < x.length; i++) {
        x[i] *= random.nextInt(300) == 0 ? 1e3 : 1e-6;
        y[i] *= random.nextInt(300) == 0 ? 1e3 : 1e-6;
      }
    }
  },
  /** Stretches of 1 to 200 equal values in either column, parted by as many returns. */
  FLAT {
    @Override
    void fill(double[] x, double[] y, RandomGenerator random) {
      flatten(x, random);
      flatten(y, random);
    }

    private void flatten(double[] values, RandomGenerator random) {
      int i = 0;
      while (i < values.length) {
        for (int end = i + random.nextInt(200); i < end && i < values.length; i++) {
          values[i] *= .02;
        }
        double last = i == 0 ? .01 : values[i - 1];
        for (int end = i + 1 + random.nextInt(200); i < end && i < values.length; i++) {
          values[i] = last;
        }
      }
    }
  };

  /** Turns normal deviates into the series. */
  abstract void fill(double[] x, double[] y, RandomGenerator random);

  /** Two columns of {@code n} values. */
  public double[][] pairs(int n, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[][] columns = Vectors.normal(random, n, .4);
    fill(columns[0], columns[1], random);
    return columns;
  }
}
