package lowtide.signal;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Pearson's r over a sliding window in whole numbers, so without any rounding but the last.
 *
 * <p>A double is a whole number times a power of two. With one power for each column, sums and
 * products are exact, and so are running ones.
 */
public final class ExactSums {
  private ExactSums() {}

  /** r of the window that ends at each pair; NaN if the window is not full or does not vary. */
  public static double[] rolling(double[] x, double[] y, int window) {
    BigInteger[] a = whole(x);
    BigInteger[] b = whole(y);
    BigInteger n = BigInteger.valueOf(window);
    BigInteger[] s = new BigInteger[5];
    Arrays.fill(s, BigInteger.ZERO);
    double[] r = new double[x.length];
    for (int i = 0; i < r.length; i++) {
      BigInteger[] in = terms(a[i], b[i]);
      BigInteger[] out = i < window ? null : terms(a[i - window], b[i - window]);
      for (int k = 0; k < s.length; k++) {
        s[k] = out == null ? s[k].add(in[k]) : s[k].add(in[k]).subtract(out[k]);
      }
      BigInteger xx = n.multiply(s[2]).subtract(s[0].multiply(s[0]));
      BigInteger yy = n.multiply(s[3]).subtract(s[1].multiply(s[1]));
      BigInteger xy = n.multiply(s[4]).subtract(s[0].multiply(s[1]));
      boolean defined = i >= window - 1 && xx.signum() > 0 && yy.signum() > 0;
      r[i] = defined ? ratio(xx, yy, xy) : Double.NaN;
    }
    return r;
  }

  /** The largest error of r; infinite if one is undefined where the other is not. */
  public static double error(double[] r, double[] exact) {
    double worst = 0;
    for (int i = 0; i < r.length; i++) {
      if (Double.isNaN(r[i]) != Double.isNaN(exact[i])) {
        return Double.POSITIVE_INFINITY;
      }
      worst = Double.isNaN(r[i]) ? worst : Math.max(worst, Math.abs(r[i] - exact[i]));
    }
    return worst;
  }

  /** r of all pairs. */
  public static double of(double[] x, double[] y) {
    return rolling(x, y, x.length)[x.length - 1];
  }

  private static double ratio(BigInteger xx, BigInteger yy, BigInteger xy) {
    // Brought down to where a double holds them; even shifts leave the ratio as it is.
    int dx = Math.max(0, xx.bitLength() - 400) & ~1;
    int dy = Math.max(0, yy.bitLength() - 400) & ~1;
    double covariance = xy.shiftRight((dx + dy) / 2).doubleValue();
    return covariance
        / (Math.sqrt(xx.shiftRight(dx).doubleValue()) * Math.sqrt(yy.shiftRight(dy).doubleValue()));
  }

  private static BigInteger[] terms(BigInteger a, BigInteger b) {
    return new BigInteger[] {a, b, a.multiply(a), b.multiply(b), a.multiply(b)};
  }

  private static BigInteger[] whole(double[] values) {
    int lowest =
        Arrays.stream(values).filter(v -> v != 0).mapToInt(Math::getExponent).min().orElse(0);
    return Arrays.stream(values)
        .mapToObj(
            v -> {
              // 53 bits below the largest power of two in it, which is exact but for subnormals.
              int exponent = Math.max(Math.getExponent(v), lowest);
              long mantissa = (long) Math.scalb(v, 52 - exponent);
              return BigInteger.valueOf(mantissa).shiftLeft(exponent - lowest);
            })
        .toArray(BigInteger[]::new);
  }
}
