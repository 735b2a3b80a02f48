package lowtide.alert;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Puts what people type into the few words that {@link ConditionReader} knows: {@code tell me when
 * BTC drops below 112k} becomes {@code btc < 112k}, {@code ＢＴＣ ≤ １１２０００} becomes {@code btc <
 * 112000}.
 */
final class ConditionWords {
  private static final Pattern SIGNS = Pattern.compile("([<>])=?|=([<>])");
  private static final Pattern MOVE = Pattern.compile("%|percent|pct|prozent");
  private static final Pattern EQUALS = Pattern.compile("(?<![<>=])={1,2}(?![<>=])");
  private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212]");

  private static final Map<String, String> SPOKEN =
      Map.ofEntries(
          Map.entry("below", "<"),
          Map.entry("unter", "<"),
          Map.entry("unterhalb", "<"),
          Map.entry("\u00fcber", ">"),
          Map.entry("ueber", ">"),
          Map.entry("oberhalb", ">"),
          Map.entry("under", "<"),
          Map.entry("beneath", "<"),
          Map.entry("less", "<"),
          Map.entry("lower", "<"),
          Map.entry("above", ">"),
          Map.entry("over", ">"),
          Map.entry("more", ">"),
          Map.entry("higher", ">"),
          Map.entry("greater", ">"),
          Map.entry("exceeds", ">"),
          Map.entry("correlation", "corr"),
          Map.entry("correlates", "corr"),
          Map.entry("korrelation", "corr"),
          Map.entry("percent", "%"),
          Map.entry("pct", "%"),
          Map.entry("prozent", "%"));

  private static final Set<String> DOWNWARDS =
      Set.of(
          "falls",
          "fall",
          "drops",
          "drop",
          "dips",
          "sinks",
          "loses",
          "down",
          "dumps",
          "f\u00e4llt",
          "sinkt",
          "verliert");

  private static final Set<String> UPWARDS =
      Set.of(
          "rises", "rise", "climbs", "jumps", "gains", "up", "pumps", "breaks", "steigt",
          "gewinnt");

  /** What says nothing. */
  private static final Set<String> FILLING =
      Set.of(
          """
          a alert an and at by change changes cross crosses dollars get gets go goes hits if in is it know let me \
          notify of please pls price reaches risk tell than the to us usd warn when with within \
          auf im innerhalb mich mir sag um von wenn wird"""
              .split(" "));

  private ConditionWords() {}

  /**
   * @param symbols which words are symbols, whatever else they say
   */
  static String of(String typed, Predicate<String> symbols) {
    String text =
        Normalizer.normalize(typed, Normalizer.Form.NFKC)
            .replaceAll("[\\p{Cntrl}\\p{Cf}]", " ")
            .toLowerCase(Locale.ROOT)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace('\u2264', '<')
            .replace('\u2265', '>');
    text = DASHES.matcher(text).replaceAll("-");
    text = EQUALS.matcher(text).replaceAll(" ");
    text = SIGNS.matcher(text).replaceAll(" $1$2 ");
    boolean move = MOVE.matcher(text).find();
    int direction = 0;
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      if (symbols.test(word)) {
        words.add(word);
      } else if (DOWNWARDS.contains(word) || UPWARDS.contains(word)) {
        direction = DOWNWARDS.contains(word) ? -1 : 1;
      } else if (!FILLING.contains(word) && !(move && word.equals("over"))) {
        words.add(SPOKEN.getOrDefault(word, word));
      }
    }
    return String.join(" ", directed(words, direction, move));
  }

  /** With the direction that a verb tells, unless a sign tells it already. */
  private static List<String> directed(List<String> words, int direction, boolean move) {
    if (direction == 0 || words.contains("<") || words.contains(">")) {
      return words;
    }
    List<String> all = new ArrayList<>(words);
    for (int i = 0; i < all.size(); i++) {
      String word = all.get(i);
      if (move && word.matches("[0-9].*")) {
        all.set(i, (direction < 0 ? "-" : "+") + word);
        return all;
      }
      if (!move && word.matches("\\$?[0-9].*")) {
        all.add(i, direction < 0 ? "<" : ">");
        return all;
      }
    }
    return all;
  }
}
