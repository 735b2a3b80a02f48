package lowtide.alert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.Symbols;
import lowtide.signal.Direction;
import org.jspecify.annotations.Nullable;

/** What is wrong with a condition as it was typed, and what was meant perhaps. */
final class ConditionHelp {
  private static final int LONGEST_SHOWN = 40;

  private final String typed;
  private final List<String> words;
  private final Instruments instruments;
  private final String proxy;
  private final String usual;
  private final Function<Instrument, Optional<BigDecimal>> prices;

  /**
   * @param text what was typed, in the reader's words
   * @param proxy of a correlation, if none is named
   * @param usual the symbol that most want
   */
  ConditionHelp(
      String typed,
      String text,
      Instruments instruments,
      String proxy,
      String usual,
      Function<Instrument, Optional<BigDecimal>> prices) {
    this.typed = typed;
    this.words = Arrays.asList(text.split(" "));
    this.instruments = instruments;
    this.proxy = proxy;
    this.usual = usual;
    this.prices = prices;
  }

  Instrument instrument(String word) {
    return instruments.meant(word).orElseThrow(() -> unknown(word));
  }

  /** Of which there is one for each symbol; it tells of every change. */
  Instrument ofPhase(String word) {
    return instruments.meant(word).orElseThrow(this::noPhase);
  }

  private Mistyped noPhase() {
    return new Mistyped(
        "The risk phase is that of one symbol; every change of it is told", "phase " + usual);
  }

  private Mistyped unknown(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    Optional<String> near = Symbols.nearest(upper, instruments.symbols());
    String corrected =
        near.map(
                symbol ->
                    String.join(
                            " ",
                            words.stream().map(one -> one.equals(word) ? symbol : one).toList())
                        .strip())
            .orElse(null);
    return new Mistyped(
        "Unknown symbol "
            + shown(upper)
            + near.map(symbol -> ". Did you mean " + symbol + "?")
                .orElse(". There are " + String.join(", ", instruments.symbols()) + "."),
        corrected != null && corrected.length() <= LONGEST_SHOWN ? corrected : null);
  }

  Mistyped noPrice(Instrument instrument, @Nullable Direction direction, String number) {
    return new Mistyped("%s is no price".formatted(shown(number)), near(instrument, direction));
  }

  Mistyped impossiblePrice(Instrument instrument, @Nullable Direction direction) {
    return new Mistyped(
        "A price must be above 0 and at most $1,000,000,000", near(instrument, direction));
  }

  Mistyped noDirection(Instrument instrument, BigDecimal price) {
    return new Mistyped(
        "Below or above? Write < or > before the price",
        "%s < %s".formatted(instrument.symbol(), price.toPlainString()));
  }

  /** For what looks like nothing that can be read. */
  Mistyped noCondition() {
    Instrument named =
        words.stream().flatMap(word -> instruments.meant(word).stream()).findFirst().orElse(null);
    Optional<String> number =
        words.stream().filter(word -> word.matches("[$+-]?[0-9][0-9.,]*[km%]?")).findFirst();
    if (named != null && typed.matches("(?is).*(\u20ac|\\beuros?\\b|\\beur\\b).*")) {
      return new Mistyped("Prices here are in US dollars", near(named, null));
    }
    if (words.get(0).startsWith("corr")) {
      return new Mistyped(
          "A correlation alert names two symbols, < or > and a number between -1 and 1",
          "corr %s %s > 0.6".formatted(named == null ? usual : named.symbol(), proxy));
    }
    if (words.get(0).equals("phase")) {
      return noPhase();
    }
    if (named != null && words.stream().anyMatch(word -> word.contains("%"))) {
      String percent =
          number.map(text -> text.replaceAll("[^0-9.]", "")).filter(s -> !s.isEmpty()).orElse("5");
      return new Mistyped(
          "A move is up or down: + or -, percent, and the time it takes",
          "%s +%s%% 24h".formatted(named.symbol(), percent));
    }
    if (named != null && (words.contains("<") || words.contains(">"))) {
      Direction direction = words.contains("<") ? Direction.DOWN : Direction.UP;
      return new Mistyped(
          words.get(words.size() - 1).matches("[<>]")
              ? "A price is missing behind " + words.get(words.size() - 1)
              : "That is no condition I know: " + shown(typed),
          near(named, direction));
    }
    if (named != null) {
      return new Mistyped(
          "What about %s? Name a price or a move".formatted(named.symbol()), near(named, null));
    }
    if (number.isPresent()) {
      return new Mistyped(
          "A symbol is missing: one of " + String.join(", ", instruments.symbols()),
          "%s %s %s".formatted(usual, words.contains(">") ? ">" : "<", number.get()));
    }
    return new Mistyped("That is no condition I know: " + shown(typed), List.of());
  }

  /** A round price some way off. */
  private String near(Instrument instrument, @Nullable Direction direction) {
    boolean down = direction != Direction.UP;
    BigDecimal price =
        prices
            .apply(instrument)
            .map(now -> now.multiply(new BigDecimal(down ? "0.95" : "1.05")))
            .orElse(BigDecimal.valueOf(100))
            .round(new MathContext(3, RoundingMode.HALF_EVEN));
    return "%s %s %s"
        .formatted(
            instrument.symbol(), down ? "<" : ">", ConditionReader.plain(price).toPlainString());
  }

  private static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "·");
    return clean.codePointCount(0, clean.length()) <= LONGEST_SHOWN
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
  }
}
