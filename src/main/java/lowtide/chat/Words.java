package lowtide.chat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/** Numbers and spans of time as people read them. */
public final class Words {
  private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.US);

  private Words() {}

  /** {@code $116,000}, {@code $2,412.55}, {@code $0.5231}: as many digits as the size deserves. */
  public static String price(BigDecimal price) {
    BigDecimal shown;
    if (price.compareTo(BigDecimal.valueOf(10_000)) >= 0) {
      shown = price.setScale(0, RoundingMode.HALF_EVEN);
    } else if (price.compareTo(BigDecimal.ONE) >= 0) {
      shown = price.setScale(2, RoundingMode.HALF_EVEN);
    } else {
      shown = price.round(new MathContext(4, RoundingMode.HALF_EVEN));
    }
    String pattern =
        shown.scale() <= 0 ? "#,##0" : "#,##0." + "0".repeat(Math.max(0, shown.scale()));
    return "$" + new DecimalFormat(pattern, SYMBOLS).format(shown);
  }

  public static String price(double price) {
    return price(BigDecimal.valueOf(price));
  }

  /** A coefficient with two digits and its sign: {@code +0.46}. */
  public static String coefficient(double r) {
    return String.format(Locale.US, "%+.2f", r);
  }

  /** Likewise with three digits, where differences are small: {@code +0.398}. */
  public static String coefficient3(double r) {
    return String.format(Locale.US, "%+.3f", r);
  }

  /** One digit after the point: {@code 34.6}. */
  public static String number(double value) {
    return String.format(Locale.US, "%.1f", value);
  }

  /** {@code 1 day}, {@code 2 days}. */
  public static String count(int n, String noun) {
    return n == 1 ? n + " " + noun : n + " " + noun + "s";
  }

  /** {@code +1.2 %}. */
  public static String percent(double value) {
    return String.format(Locale.US, "%+.1f %%", value);
  }

  /** {@code 45 s}, {@code 12 min}, {@code 3 h 12 min}, {@code 5 d 2 h}. */
  public static String span(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = span.toMinutes();
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = span.toHours();
    if (hours < 24) {
      return hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
    return span.toDays() + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
  }
}
