package lowtide.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.Direction;
import org.jspecify.annotations.Nullable;

/** Reads what people type as a condition: {@code BTC < 112k}, {@code corr BTC PSCT > 0.6}. */
public final class ConditionReader {
  private static final Pattern PRICE = Pattern.compile("([^\\s<>]+) ([<>]) (\\S.*)");
  private static final Pattern BARE_PRICE =
      Pattern.compile("([^\\s<>]+) (\\$?[0-9][0-9., ']*(?:e[0-9]{1,2})? ?[km]?)");
  private static final Pattern MOVE =
      Pattern.compile(
          "(\\S+) ([+-]) ?([0-9]{1,3}(?:[.,][0-9]{1,2})?) ?%(?: ([0-9]{1,3}) ?(h|d|w)[a-z]*)?");
  private static final Pattern CORRELATION =
      Pattern.compile(
          "corr ([^\\s<>/]+)(?:[ /]([a-z$][^\\s<>]*?))??(?: ([0-9]{1,4})d?)? ([<>])"
              + " ([+-]?[0-9]?[.,]?[0-9]{1,3})");
  private static final Pattern PHASE = Pattern.compile("phase(?: (\\S+))?");

  private static final Duration LONGEST_MOVE = Duration.ofDays(30);
  private static final Duration USUAL_MOVE = Duration.ofHours(24);
  private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1e9");

  /** What a price is now, where it is known. */
  private static final Function<Instrument, Optional<BigDecimal>> UNKNOWN =
      instrument -> Optional.empty();

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
   * What was written down before.
   *
   * @throws Mistyped that tells what is wrong, for who typed it
   */
  public Condition read(String written) {
    return read(written, UNKNOWN);
  }

  /**
   * @param prices the price of now, which tells what is meant by {@code BTC 112000} and by {@code
   *     112.000}
   * @throws Mistyped that tells what is wrong, for who typed it
   */
  public Condition read(String typed, Function<Instrument, Optional<BigDecimal>> prices) {
    List<String> several = SeveralConditions.in(typed, part -> isReadable(part, prices));
    if (!several.isEmpty()) {
      throw new Mistyped(
          "An alert has one condition; these are %d".formatted(several.size()),
          several.stream().map(part -> parse(part, prices).written()).toList());
    }
    try {
      return parse(typed, prices);
    } catch (Mistyped wrong) {
      // Nobody is shown a correction that is wrong too.
      throw new Mistyped(
          wrong.problem(),
          wrong.corrections().stream().filter(text -> isReadable(text, UNKNOWN)).toList());
    }
  }

  private boolean isReadable(String text, Function<Instrument, Optional<BigDecimal>> prices) {
    try {
      return !parse(text, prices).written().isEmpty();
    } catch (Mistyped wrong) {
      return false;
    }
  }

  private Condition parse(String typed, Function<Instrument, Optional<BigDecimal>> prices) {
    String text = ConditionWords.of(typed, word -> instruments.find(word).isPresent());
    ConditionHelp help =
        new ConditionHelp(typed, text, instruments, correlation.proxy(), phase, prices);
    Matcher matcher = PHASE.matcher(text);
    if (matcher.matches()) {
      String symbol = matcher.group(1);
      return new Condition.Phase(symbol == null ? instruments.get(phase) : help.ofPhase(symbol));
    }
    matcher = CORRELATION.matcher(text);
    if (matcher.matches()) {
      return correlation(matcher, help);
    }
    matcher = MOVE.matcher(text);
    if (matcher.matches()) {
      return move(matcher, help);
    }
    if (text.startsWith("corr")) {
      throw help.noCondition();
    }
    matcher = PRICE.matcher(text);
    if (matcher.matches()) {
      return price(
          help.instrument(matcher.group(1)),
          direction(matcher.group(2)),
          matcher.group(3),
          prices,
          help);
    }
    matcher = BARE_PRICE.matcher(text);
    if (matcher.matches()) {
      return price(help.instrument(matcher.group(1)), null, matcher.group(2), prices, help);
    }
    throw help.noCondition();
  }

  /**
   * @param direction null for towards the price, from where the market is now
   */
  private static Condition price(
      Instrument instrument,
      @Nullable Direction direction,
      String number,
      Function<Instrument, Optional<BigDecimal>> prices,
      ConditionHelp help) {
    BigDecimal now = prices.apply(instrument).orElse(null);
    BigDecimal price =
        TypedNumber.of(number, now).orElseThrow(() -> help.noPrice(instrument, direction, number));
    if (price.signum() <= 0 || price.compareTo(HIGHEST_PRICE) > 0) {
      throw help.impossiblePrice(instrument, direction);
    }
    if (direction == null && now == null) {
      throw help.noDirection(instrument, plain(price));
    }
    boolean down = direction == null ? price.compareTo(now) < 0 : direction == Direction.DOWN;
    return new Condition.Price(instrument, down ? Direction.DOWN : Direction.UP, plain(price));
  }

  private static Condition move(Matcher matcher, ConditionHelp help) {
    Instrument instrument = help.instrument(matcher.group(1));
    BigDecimal percent = new BigDecimal(matcher.group(2) + matcher.group(3).replace(',', '.'));
    Duration span = USUAL_MOVE;
    if (matcher.group(4) != null) {
      span =
          Duration.ofHours(
              Long.parseLong(matcher.group(4))
                  * switch (matcher.group(5)) {
                    case "h" -> 1;
                    case "d" -> 24;
                    default -> 168;
                  });
    }
    if (percent.signum() == 0 || percent.compareTo(BigDecimal.valueOf(-100)) <= 0) {
      throw new Mistyped(
          "A move is such as +5%% or -5%%, not %s%s%%"
              .formatted(matcher.group(2), matcher.group(3)),
          instrument.symbol() + " -5% 24h");
    }
    if (span.isZero() || span.compareTo(LONGEST_MOVE) > 0) {
      throw new Mistyped(
          "A move is over 1h to 30d, not " + matcher.group(4) + matcher.group(5),
          "%s %s%% %s"
              .formatted(
                  instrument.symbol(),
                  matcher.group(2) + matcher.group(3),
                  span.isZero() ? "1h" : "30d"));
    }
    return new Condition.Move(instrument, plain(percent), span);
  }

  private Condition correlation(Matcher matcher, ConditionHelp help) {
    Instrument asset = help.instrument(matcher.group(1));
    Instrument proxy =
        help.instrument(matcher.group(2) == null ? correlation.proxy() : matcher.group(2));
    int window =
        matcher.group(3) == null ? correlation.labelWindow() : Integer.parseInt(matcher.group(3));
    BigDecimal threshold = new BigDecimal(matcher.group(5).replace(',', '.'));
    String sign = matcher.group(4);
    if (asset.equals(proxy)) {
      throw new Mistyped(
          "A correlation is between two, not of %s with itself".formatted(asset.symbol()),
          "corr %s %s %s %s"
              .formatted(asset.symbol(), correlation.proxy(), sign, matcher.group(5)));
    }
    if (window < 20 || window > 500) {
      throw new Mistyped(
          "A window has 20 to 500 sessions, not " + window,
          "corr %s %s %d %s %s"
              .formatted(
                  asset.symbol(),
                  proxy.symbol(),
                  Math.max(20, Math.min(500, window)),
                  sign,
                  matcher.group(5)));
    }
    if (threshold.abs().compareTo(BigDecimal.ONE) >= 0) {
      throw new Mistyped(
          "A correlation lies between -1 and 1, not " + threshold,
          "corr %s %s %s 0.6".formatted(asset.symbol(), proxy.symbol(), sign));
    }
    return new Condition.Correlation(asset, proxy, window, direction(sign), plain(threshold));
  }

  static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static Direction direction(String sign) {
    return "<".equals(sign) ? Direction.DOWN : Direction.UP;
  }
}
