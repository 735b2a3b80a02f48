package lowtide.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.signal.Phase;
import lowtide.signal.PhaseOutcomes;
import lowtide.signal.PhaseTop;

/**
 * What came after the days of each phase: a table narrow enough for a phone, and no more in words
 * than the p values bear out.
 */
final class PhaseOutcomesWords {
  private static final double DIFFERENT = .05;

  private PhaseOutcomesWords() {}

  static void add(Message.Builder message, PhaseOutcomes outcomes) {
    if (outcomes.rows().isEmpty()) {
      message.line("No day with a phase lies 31 days back: what came after is not known yet.");
    } else {
      message
          .table(table(outcomes))
          .line(
              "Mean/median from the next close on, log return. %s; %s."
                  .formatted(differences(outcomes), PhaseOutcomes.TEST));
    }
    message.line("LOW does not mean a rising price, and it does not call tops. " + tops(outcomes));
  }

  private static List<List<String>> table(PhaseOutcomes outcomes) {
    return List.of(
        List.of("30 days after", "LOW", "ELEVATED", "HIGH"),
        cells(outcomes, "Days", row -> String.valueOf(row.days())),
        cells(outcomes, "Episodes", row -> String.valueOf(row.episodes())),
        cells(outcomes, "Deepest fall", row -> percents("%.0f/%.0f %%", row.drawdown())),
        cells(outcomes, "Volatility", row -> percents("%.0f/%.0f %%", row.volatility())),
        cells(outcomes, "Return", row -> percents("%+.0f/%+.0f %%", row.logReturn())));
  }

  private static List<String> cells(
      PhaseOutcomes outcomes, String name, Function<PhaseOutcomes.Row, String> cell) {
    return Stream.concat(
            Stream.of(name),
            Stream.of(Phase.values()).map(phase -> outcomes.row(phase).map(cell).orElse("-")))
        .toList();
  }

  private static String percents(String format, PhaseOutcomes.Centre centre) {
    return String.format(Locale.US, format, 100 * centre.mean(), 100 * centre.median());
  }

  private static String differences(PhaseOutcomes outcomes) {
    Map<String, OptionalDouble> tests = new LinkedHashMap<>();
    tests.put("fall", outcomes.drawdownP());
    tests.put("volatility", outcomes.volatilityP());
    tests.put("return", outcomes.returnP());
    List<String> different = new ArrayList<>();
    List<String> not = new ArrayList<>();
    tests.forEach(
        (name, p) ->
            p.ifPresent(
                value ->
                    (value < DIFFERENT ? different : not)
                        .add("%s (p %s)".formatted(name, p(value)))));
    if (different.size() + not.size() == 0) {
      return "Too few episodes to test whether the phases differ";
    }
    if (different.isEmpty()) {
      return "The phases did not differ in " + joined(not, "or");
    }
    return "The phases differed in %s%s"
        .formatted(joined(different, "and"), not.isEmpty() ? "" : ", not in " + joined(not, "or"));
  }

  private static String joined(List<String> words, String last) {
    int n = words.size();
    return n < 2
        ? String.join("", words)
        : "%s %s %s".formatted(String.join(", ", words.subList(0, n - 1)), last, words.get(n - 1));
  }

  /** {@code .0005}, {@code .037}, {@code .39}: two digits that count. */
  private static String p(double value) {
    String text =
        String.format(Locale.US, value < .01 ? "%.4f" : value < .1 ? "%.3f" : "%.2f", value);
    return text.startsWith("0.") ? text.substring(1) : text;
  }

  private static String tops(PhaseOutcomes outcomes) {
    List<PhaseTop> tops = outcomes.tops();
    if (tops.isEmpty()) {
      return "No all-time high before a fall of a fifth is known since there is an index.";
    }
    String counts =
        Stream.of(Phase.values())
            .map(
                phase ->
                    "%d %s".formatted(tops.stream().filter(t -> t.phase() == phase).count(), phase))
            .collect(Collectors.joining(", "));
    PhaseTop last = tops.get(tops.size() - 1);
    return "All-time highs before a fall of a fifth or more: %s; the last, %s at %s, was %s."
        .formatted(counts, last.day(), Words.price(last.close()), last.phase());
  }
}
