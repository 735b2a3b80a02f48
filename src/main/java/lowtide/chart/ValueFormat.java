package lowtide.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How the values of a panel are written: exactly beside a line, shortly on an axis. */
public enum ValueFormat {
  /** A price in US dollars. */
  DOLLARS {
    @Override
    String exact(double value) {
      return (value < 0 ? "-$" : "$") + grouped(Math.abs(value));
    }

    @Override
    String axis(double value, double step) {
      return (value < 0 ? "-$" : "$") + scaled(Math.abs(value), step);
    }
  },
  /** A number without a unit. */
  PLAIN {
    @Override
    String exact(double value) {
      return (value < 0 ? "-" : "") + grouped(Math.abs(value));
    }

    @Override
    String axis(double value, double step) {
      return (value < 0 ? "-" : "") + scaled(Math.abs(value), step);
    }
  },
  /** A coefficient from -1 to 1, written as statisticians do: {@code .46}. */
  COEFFICIENT {
    @Override
    String exact(double value) {
      return coefficient(value, 2);
    }

    @Override
    String axis(double value, double step) {
      return value == 0 ? "0" : coefficient(value, Math.max(1, decimals(step)));
    }
  },
  /** Percent, given as such: 12.5 is 12.5 %. */
  PERCENT {
    @Override
    String exact(double value) {
      return fixed(value, 1) + " %";
    }

    @Override
    String axis(double value, double step) {
      return fixed(value, decimals(step)) + " %";
    }
  },
  /** How many of a few there are: whole numbers, on the axis too. */
  COUNT {
    @Override
    String exact(double value) {
      return fixed(value, 0);
    }

    @Override
    String axis(double value, double step) {
      return fixed(value, 0);
    }
  },
  /** An index from 0 to 100. */
  INDEX {
    @Override
    String exact(double value) {
      return fixed(value, 0);
    }

    @Override
    String axis(double value, double step) {
      return fixed(value, decimals(step));
    }
  };

  /** The value as a reader would quote it. */
  abstract String exact(double value);

  /** The value in as few characters as tell it from its neighbours {@code step} away. */
  abstract String axis(double value, double step);

  /** A number of things, its thousands set apart. */
  static String count(int n) {
    return String.format(Locale.US, "%,d", n);
  }

  /** Whole from 1,000 on, cents from 1 on, four significant digits below. */
  private static String grouped(double value) {
    if (value == 0) {
      return "0";
    }
    if (value >= 1e12 || value < 1e-9) {
      return String.format(Locale.US, "%.3e", value);
    }
    if (value >= 999.995) {
      return String.format(Locale.US, "%,.0f", value);
    }
    return value >= 0.99995
        ? String.format(Locale.US, "%.2f", value)
        : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static String scaled(double value, double step) {
    if (value == 0) {
      return "0";
    }
    if (step < 1e-8 || value >= 1e13) {
      return String.format(Locale.US, "%.2e", value);
    }
    // A shorter unit is worth it only where the step still shows in at most two decimals.
    if (value >= 1e9 && step >= 1e7) {
      return fixed(value / 1e9, decimals(step / 1e9)) + "B";
    }
    if (value >= 1e6 && step >= 1e4) {
      return fixed(value / 1e6, decimals(step / 1e6)) + "M";
    }
    if (value >= 1e4 && step >= 1e1) {
      return fixed(value / 1e3, decimals(step / 1e3)) + "k";
    }
    return fixed(value, decimals(step));
  }

  private static String coefficient(double value, int decimals) {
    String text = fixed(value, decimals);
    return text.startsWith("0.")
        ? text.substring(1)
        : text.startsWith("-0.") ? "-" + text.substring(2) : text;
  }

  private static String fixed(double value, int decimals) {
    String text = String.format(Locale.US, "%,." + decimals + "f", value);
    return text.matches("-[0.,]+") ? text.substring(1) : text; // no -0
  }

  /** How many decimals a round step needs. */
  private static int decimals(double step) {
    return Math.max(
        0, BigDecimal.valueOf(step).round(new MathContext(3)).stripTrailingZeros().scale());
  }
}
