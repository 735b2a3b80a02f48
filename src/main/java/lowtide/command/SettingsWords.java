package lowtide.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts what people type behind /settings into its own words: {@code dark} into {@code look dark}.
 */
final class SettingsWords {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("timezone", "zone"),
          Map.entry("tz", "zone"),
          Map.entry("zeitzone", "zone"),
          Map.entry("lang", "language"),
          Map.entry("sprache", "language"),
          Map.entry("theme", "look"),
          Map.entry("chart", "look"),
          Map.entry("charts", "look"),
          Map.entry("topics", "topic"),
          Map.entry("levels", "level"),
          Map.entry("thresholds", "level"));

  /** What needs no name in front. */
  private static final Map<String, String> VALUES =
      Map.of(
          "dark",
          "look",
          "light",
          "look",
          "plain",
          "look",
          "english",
          "language",
          "german",
          "language",
          "deutsch",
          "language");

  private SettingsWords() {}

  static List<String> of(List<String> typed) {
    if (typed.isEmpty()) {
      return typed;
    }
    List<String> words = new ArrayList<>(typed);
    String first = words.get(0).toLowerCase(Locale.ROOT);
    if (first.equals("time") && words.size() > 1 && words.get(1).equalsIgnoreCase("zone")) {
      words.remove(0);
    } else if (typed.size() == 1 && VALUES.containsKey(first)) {
      words.add(0, VALUES.get(first));
    } else if (typed.size() == 2 && first.equals("levels") && typed.get(1).matches("(?i)on|off")) {
      words.add(0, "topic"); // a level has a symbol behind it
    } else {
      words.set(0, NAMES.getOrDefault(first, first));
    }
    return words;
  }
}
