package lowtide.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.Symbols;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.Direction;
import org.jspecify.annotations.Nullable;

/** Reads what people type as a condition: {@code BTC < 112k}, {@code corr BTC PSCT > 0.6}. */
public final class ConditionReader {
  private static final String BEYOND = "(<|>|below|above|under|over)";
  private static final Pattern PRICE =
      Pattern.compile("(\\S+?) ?" + BEYOND + " ?\\$?([0-9][0-9,]*(?:\\.[0-9]{1,10})?)(k?)");
  private static final Pattern MOVE =
      Pattern.compile(
          "(\\S+) ([+-][0-9]{1,3}(?:\\.[0-9]{1,2})?) ?% ?(?:in |over )?([0-9]{1,3}) ?(h|d)");
  private static final Pattern CORRELATION =
      Pattern.compile(
          "corr ([^\\s<>]+)(?: ([a-z][^\\s<>]*?))??(?: ([0-9]{1,4}))? ?"
              + BEYOND
              + " ?([+-]?[0-9]?\\.?[0-9]{1,3})");
  private static final Pattern PHASE = Pattern.compile("phase(?: (\\S+))?");

  private static final Duration LONGEST_MOVE = Duration.ofDays(30);
  private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1e9");

  private final Instruments instruments;
  private final CorrelationSettings correlation;
  private final String phase;

  /**
   * @param correlation what is meant where proxy or window are left out
   * @param phase the instrument whose phase is meant
   */
  public ConditionReader(Instruments instruments, CorrelationSettings correlation, String phase) {
    this.instruments = instruments;
    this.correlation = correlation;
    this.phase = phase;
  }

  static String sign(Direction direction) {
    return direction == Direction.DOWN ? "<" : ">";
  }

  /**
   * @throws IllegalArgumentException that tells what is wrong, for who typed it
   */
  public Condition read(String typed) {
    String text = typed.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    Matcher matcher = PHASE.matcher(text);
    if (matcher.matches()) {
      return new Condition.Phase(instrument(matcher.group(1) == null ? phase : matcher.group(1)));
    }
    matcher = CORRELATION.matcher(text);
    if (matcher.matches()) {
      return correlation(matcher);
    }
    matcher = MOVE.matcher(text);
    if (matcher.matches()) {
      return move(matcher);
    }
    matcher = PRICE.matcher(text);
    if (matcher.matches()) {
      return price(matcher);
    }
    throw new IllegalArgumentException("That is no condition I know: " + shown(typed));
  }

  private Condition price(Matcher matcher) {
    BigDecimal price = new BigDecimal(matcher.group(3).replace(",", ""));
    if (!matcher.group(4).isEmpty()) {
      price = price.movePointRight(3);
    }
    if (price.signum() <= 0 || price.compareTo(HIGHEST_PRICE) > 0) {
      throw new IllegalArgumentException("A price must be above 0 and at most $1,000,000,000");
    }
    return new Condition.Price(
        instrument(matcher.group(1)), direction(matcher.group(2)), plain(price));
  }

  private Condition move(Matcher matcher) {
    BigDecimal percent = new BigDecimal(matcher.group(2));
    Duration unit = matcher.group(4).equals("d") ? Duration.ofDays(1) : Duration.ofHours(1);
    Duration span = unit.multipliedBy(Integer.parseInt(matcher.group(3)));
    if (percent.signum() == 0 || percent.compareTo(BigDecimal.valueOf(-100)) <= 0) {
      throw new IllegalArgumentException(
          "A move is such as +5% or -5%, not " + matcher.group(2) + "%");
    }
    if (span.isZero() || span.compareTo(LONGEST_MOVE) > 0) {
      throw new IllegalArgumentException(
          "A move is over 1h to 30d, not " + shown(matcher.group(3)));
    }
    return new Condition.Move(instrument(matcher.group(1)), plain(percent), span);
  }

  private Condition correlation(Matcher matcher) {
    Instrument asset = instrument(matcher.group(1));
    Instrument proxy =
        instrument(matcher.group(2) == null ? correlation.proxy() : matcher.group(2));
    int window =
        matcher.group(3) == null ? correlation.labelWindow() : Integer.parseInt(matcher.group(3));
    BigDecimal threshold = new BigDecimal(matcher.group(5));
    if (asset.equals(proxy)) {
      throw new IllegalArgumentException(
          "A correlation is between two, not of %s with itself".formatted(asset.symbol()));
    }
    if (window < 20 || window > 500) {
      throw new IllegalArgumentException("A window has 20 to 500 sessions, not " + window);
    }
    if (threshold.abs().compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException("A correlation lies between -1 and 1, not " + threshold);
    }
    return new Condition.Correlation(
        asset, proxy, window, direction(matcher.group(4)), plain(threshold));
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static Direction direction(@Nullable String word) {
    return "<".equals(word) || "below".equals(word) || "under".equals(word)
        ? Direction.DOWN
        : Direction.UP;
  }

  private Instrument instrument(String word) {
    return instruments
        .find(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown symbol "
                        + shown(word.toUpperCase(Locale.ROOT))
                        + Symbols.nearest(word.toUpperCase(Locale.ROOT), instruments.symbols())
                            .map(near -> ". Did you mean " + near + "?")
                            .orElse(
                                ". There are " + String.join(", ", instruments.symbols()) + ".")));
  }

  private static String shown(String typed) {
    String clean = typed.replaceAll("\\p{Cntrl}", "·");
    return clean.codePointCount(0, clean.length()) <= 40
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, 40)) + "…";
  }
}
