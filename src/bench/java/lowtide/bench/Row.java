package lowtide.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/**
 * A row of the table: a figure of ours, mostly beside another of the same round, and what is
 * demanded of the two.
 *
 * @param what was measured
 * @param unit of both figures
 * @param other null if our figure is judged alone
 * @param ratio what is judged, made of the two
 * @param limit null if nothing is demanded
 */
record Row(String what, String unit, Figure ours, Figure other, Ratio ratio, Limit limit) {

  /** A number measured in a round. */
  @FunctionalInterface
  interface Figure {
    double in(Round round) throws RunnerException;
  }

  /** Which way round two figures are divided. */
  enum Ratio {
    NONE {
      @Override
      double of(double ours, double other) {
        return ours;
      }
    },
    TIMES_FASTER {
      @Override
      double of(double ours, double other) {
        return other / ours;
      }
    },
    TIMES_SLOWER {
      @Override
      double of(double ours, double other) {
        return ours / other;
      }
    };

    abstract double of(double ours, double other);
  }

  /** What is demanded. */
  record Limit(boolean isLowest, double value) {
    static Limit atLeast(double value) {
      return new Limit(true, value);
    }

    static Limit atMost(double value) {
      return new Limit(false, value);
    }

    boolean isMetBy(double value) {
      return isLowest ? value >= this.value : value <= this.value;
    }

    @Override
    public String toString() {
      return (isLowest ? "at least " : "at most ") + number(value);
    }
  }

  static Row faster(String what, Figure ours, Figure other, double atLeast) {
    return new Row(what, " ns", ours, other, Ratio.TIMES_FASTER, Limit.atLeast(atLeast));
  }

  static Row slower(String what, Figure ours, Figure other, double atMost) {
    return slower(what, " ns", ours, other, atMost);
  }

  static Row slower(String what, String unit, Figure ours, Figure other, double atMost) {
    return new Row(what, unit, ours, other, Ratio.TIMES_SLOWER, Limit.atMost(atMost));
  }

  static Row alone(String what, String unit, Figure ours, double atMost) {
    return new Row(what, unit, ours, null, Ratio.NONE, Limit.atMost(atMost));
  }

  /** Without a demand. */
  static Row faster(String what, Figure ours, Figure other) {
    return new Row(what, " ns", ours, other, Ratio.TIMES_FASTER, null);
  }

  /** Two figures without unit or demand. */
  static Row alongside(String what, Figure ours, Figure other) {
    return new Row(what, "", ours, other, Ratio.TIMES_SLOWER, null);
  }

  /** Takes the figures of a round. */
  void measure(Round round) throws RunnerException {
    round.of(ours);
    if (other != null) {
      round.of(other);
    }
  }

  /** The cells of the row: each figure the median of the rounds, and of the ratio the range too. */
  List<String> cells(List<Round> rounds) throws RunnerException {
    double[] own = new double[rounds.size()];
    double[] others = new double[rounds.size()];
    double[] judged = new double[rounds.size()];
    for (int k = 0; k < judged.length; k++) {
      own[k] = rounds.get(k).of(ours);
      others[k] = other == null ? 0 : rounds.get(k).of(other);
      judged[k] = ratio.of(own[k], others[k]);
    }
    double median = median(judged);
    String range = number(judged[0]) + " to " + number(judged[judged.length - 1]);
    return List.of(
        what,
        number(median(own)) + unit,
        other == null ? "" : number(median(others)) + unit,
        other == null ? "" : number(median) + " (" + range + ")",
        limit == null ? "" : limit.toString(),
        limit == null ? "" : limit.isMetBy(median) ? "yes" : "NO");
  }

  /** Sorts the values too. */
  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return size < 1e-3
        ? String.format(Locale.ROOT, "%.1e", value)
        : String.format(Locale.ROOT, size < 10 ? "%.2f" : "%.1f", value);
  }
}
