package lowtide.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lowtide.chat.Words;

/**
 * What was typed behind /alloc, in percent: {@code stock=60 bond=40 sleeve=15}, or the three
 * numbers in this order.
 */
record AllocRequest(double stock, double bond, double sleeve) {
  static final String EXAMPLE = "/alloc stock=60 bond=40 sleeve=15";
  private static final List<String> NAMES = List.of("stock", "bond", "sleeve");

  private static final Map<String, String> MEANT =
      Map.of(
          "stocks",
          "stock",
          "equity",
          "stock",
          "aktien",
          "stock",
          "bonds",
          "bond",
          "anleihen",
          "bond");

  static AllocRequest parse(List<String> typed, double sleeve) throws Arguments.Mistake {
    double[] values = {60, 40, sleeve};
    boolean[] given = new boolean[3];
    int next = 0;
    for (String word : words(typed)) {
      int equals = word.indexOf('=');
      int at;
      if (equals < 0) {
        at = next++;
        if (at > 2) {
          throw mistake("Three numbers are enough: " + shown(String.join(" ", typed)));
        }
      } else {
        String name = word.substring(0, equals).toLowerCase(Locale.ROOT);
        at = NAMES.indexOf(MEANT.getOrDefault(name, name));
        if (at < 0) {
          throw mistake(
              equals == 0
                  ? "Which part? Parts are stock, bond and sleeve"
                  : "There is no part %s; parts are stock, bond and sleeve"
                      .formatted(shown(word.substring(0, equals))));
        }
      }
      if (given[at]) {
        throw mistake("%s is given twice".formatted(NAMES.get(at)));
      }
      given[at] = true;
      values[at] = percent(NAMES.get(at), word.substring(equals + 1));
    }
    if (given[0] && !given[1]) {
      values[1] = Math.min(values[1], 100 - values[0]);
    } else if (given[1] && !given[0]) {
      values[0] = Math.min(values[0], 100 - values[1]);
    }
    if (values[0] + values[1] > 100) {
      throw mistake(
          "Stock and bond together are at most 100 %%, not %s"
              .formatted(Words.number(values[0] + values[1])));
    }
    return new AllocRequest(values[0], values[1], values[2]);
  }

  /** {@code 60/40/15}, {@code stock: 60, bond 40} and {@code 7,5 %} as it is to be. */
  private static List<String> words(List<String> typed) {
    String text =
        String.join(" ", typed)
            .replaceAll(" ?[:=] ?", "=")
            .replaceAll(" %", "%")
            .replaceAll("(?<=[0-9]),(?=[0-9]+,[0-9])|(?<=,[0-9]{1,3}),(?=[0-9])", " ")
            .replaceAll("(?<=[0-9]),(?=[0-9])", ".")
            .replaceAll("(?i)\\b([a-z]+) (?=[0-9])", "$1=");
    return Arrays.stream(text.split("[\\s/,;]+")).filter(word -> !word.isEmpty()).toList();
  }

  private static double percent(String name, String text) throws Arguments.Mistake {
    String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    if (!digits.matches("[0-9]{1,3}(\\.[0-9]{1,4})?") || Double.parseDouble(digits) > 100) {
      throw mistake("%s is a percentage from 0 to 100, not %s".formatted(name, shown(text)));
    }
    return Double.parseDouble(digits);
  }

  private static Arguments.Mistake mistake(String problem) {
    return new Arguments.Mistake(problem, EXAMPLE);
  }

  private static String shown(String typed) {
    return typed.isEmpty() ? "nothing" : CommandDesk.shortened(typed.replaceAll("\\p{Cntrl}", "·"));
  }
}
