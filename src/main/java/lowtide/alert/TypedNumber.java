package lowtide.alert;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as people of all countries type it: {@code 112,000.5}, {@code 112.000,5}, {@code 112k}.
 */
final class TypedNumber {
  private static final Pattern NUMBER =
      Pattern.compile("\\$?(-?)\\$?([0-9][0-9., ']{0,39}(?:e[0-9]{1,2})?) ?(k|m|)\\$?");

  private static final Pattern GROUPED =
      Pattern.compile("[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?");

  private TypedNumber() {}

  /**
   * @param about what it is probably near to, for {@code 112.000}, which is either; null if unknown
   * @return empty for what is no number
   */
  static Optional<BigDecimal> of(String typed, @Nullable BigDecimal about) {
    Matcher matcher = NUMBER.matcher(typed.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String digits = matcher.group(2).strip();
    if (digits.matches(".*[ '].*")) {
      if (!GROUPED.matcher(digits).matches()) {
        return Optional.empty();
      }
      digits = digits.replaceAll("[ ']", "");
    }
    int zeros = matcher.group(3).equals("k") ? 3 : matcher.group(3).equals("m") ? 6 : 0;
    try {
      BigDecimal number = digits(digits, about, zeros);
      return Optional.of(matcher.group(1).isEmpty() ? number : number.negate());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static BigDecimal digits(String text, @Nullable BigDecimal about, int zeros) {
    int comma = text.lastIndexOf(',');
    int point = text.lastIndexOf('.');
    if (comma >= 0 && point >= 0) {
      // The last one is the decimal one.
      return comma > point
          ? number(text.replace(".", "").replace(',', '.'), zeros)
          : number(text.replace(",", ""), zeros);
    }
    if (comma >= 0) {
      boolean thousands = text.matches("[1-9][0-9]{0,2}(,[0-9]{3})+");
      return number(thousands ? text.replace(",", "") : text.replace(',', '.'), zeros);
    }
    if (!text.matches("[1-9][0-9]{0,2}(\\.[0-9]{3})+")) {
      return number(text, zeros);
    }
    BigDecimal grouped = number(text.replace(".", ""), zeros);
    if (text.indexOf('.') != point) {
      return grouped;
    }
    BigDecimal plain = number(text, zeros);
    return about != null && distance(grouped, about) < distance(plain, about) ? grouped : plain;
  }

  private static BigDecimal number(String text, int zeros) {
    return new BigDecimal(text).movePointRight(zeros);
  }

  private static double distance(BigDecimal a, BigDecimal b) {
    return Math.abs(Math.log(a.doubleValue() / b.doubleValue()));
  }
}
