package lowtide.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was typed as one condition and is several: {@code BTC < 112k and ETH < 3k}, {@code BTC <
 * 112k or > 130k}, {@code BTC and ETH -5% 24h}, {@code BTC between 100k and 110k}.
 */
final class SeveralConditions {
  private static final int MOST = 4;

  private static final Pattern BETWEEN =
      Pattern.compile("(?i)\\s*(?:\\+|&|;|,(?=\\s)|\\band\\b|\\bor\\b|\\bund\\b|\\boder\\b)\\s+");
  private static final Pattern RANGE =
      Pattern.compile(
          "(?i)(\\S+) (?:is |in )?(?:between |from |outside |within |range |zwischen )?"
              + "(\\$?[0-9][0-9.,]*[km]?) ?(?:-|\\u2013|and|to|und|bis) ?(\\$?[0-9][0-9.,]*[km]?)");
  private static final Pattern SIGN = Pattern.compile("[<>]");

  private SeveralConditions() {}

  /**
   * @param readable whether something can be read as a condition by itself
   * @return each by itself, at least two; empty if it is not several
   */
  static List<String> in(String typed, Predicate<String> readable) {
    String text = typed.strip().replaceAll("\\s+", " ");
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      String symbol = range.group(1);
      return all(
          List.of(symbol + " < " + range.group(2), symbol + " > " + range.group(3)), readable);
    }
    String[] parts = BETWEEN.split(text);
    if (parts.length < 2 || parts.length > MOST) {
      return List.of();
    }
    List<String> listed = listed(parts);
    return readable.test(listed.get(0)) ? all(listed, readable) : all(named(parts), readable);
  }

  /** Where a later part names no symbol, that of the first is meant; where no sign, its too. */
  private static List<String> listed(String[] parts) {
    String symbol = parts[0].split("[ <>]", 2)[0];
    Matcher sign = SIGN.matcher(parts[0]);
    String before = sign.find() ? symbol + " " + sign.group() + " " : symbol + " ";
    List<String> all = new ArrayList<>();
    for (String part : parts) {
      all.add(
          part.matches("\\$?[0-9].*")
              ? before + part
              : part.matches("[<>+-].*") ? symbol + " " + part : part);
    }
    return all;
  }

  /** Symbols, of the last of which the condition is told. */
  private static List<String> named(String[] parts) {
    String[] last = parts[parts.length - 1].split("(?<=[^ ])(?=[ <>])", 2);
    List<String> all = new ArrayList<>();
    for (int i = 0; i + 1 < parts.length; i++) {
      all.add(parts[i] + (last.length == 2 ? last[1] : ""));
    }
    all.add(parts[parts.length - 1]);
    return all;
  }

  private static List<String> all(List<String> conditions, Predicate<String> readable) {
    return conditions.stream().allMatch(readable) ? conditions : List.of();
  }
}
