package lowtide.command;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import lowtide.chat.Words;

/** The figures of /season as people read them. */
final class SeasonWords {
  private SeasonWords() {}

  static String share(OptionalDouble share) {
    return share.isPresent() ? percentOf(share.getAsDouble()) : "-";
  }

  static String percentOf(double share) {
    return String.format(Locale.US, "%.0f %%", 100 * share);
  }

  /** A log return in percent, with its sign. */
  static String percent(double logReturn) {
    return Words.percent(100 * logReturn);
  }

  /** A p value as statisticians write it: {@code .54}. */
  static String probability(double p) {
    return p < .001
        ? "< .001"
        : String.format(Locale.US, p < .1 ? "%.3f" : "%.2f", p).substring(p >= .995 ? 0 : 1);
  }

  static String signed(OptionalDouble value) {
    return value.isPresent() ? Words.coefficient(value.getAsDouble()) : "-";
  }

  static String two(double value) {
    return String.format(Locale.US, "%.2f", value);
  }

  static String plain(double percent) {
    return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
  }
}
