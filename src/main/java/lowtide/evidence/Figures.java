package lowtide.evidence;

import java.util.Locale;
import java.util.OptionalDouble;

/** Figures as the tables show them: with a point, and a dash for what is not known. */
final class Figures {
  private Figures() {}

  static String digits(double value, int decimals) {
    return String.format(Locale.US, "%." + decimals + "f", value);
  }

  /** A part of one in percent. */
  static String percent(double part) {
    return Double.isNaN(part) ? "-" : digits(100 * part, 1) + " %";
  }

  static String number(OptionalDouble value) {
    return value.isEmpty() ? "-" : digits(value.getAsDouble(), 2);
  }

  static String p(OptionalDouble p) {
    return p.isEmpty() ? "-" : digits(p.getAsDouble(), 3);
  }
}
