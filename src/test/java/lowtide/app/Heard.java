package lowtide.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lowtide.alert.Alert;

/**
 * An alert as a bot and a replay both tell it: event and words, without the price and the span of
 * the moment.
 *
 * <p>An alert of the bot must be in the replay, not earlier. What a tick tells first an hour's
 * close confirms; a replay, which has closes only, knows no such confirmation, so they are left
 * out.
 *
 * @param at when it happened, as far as who tells it knows
 * @param title as it was told
 * @param told when it was stored, to be sent
 */
record Heard(String what, Instant at, String title, Instant told) {
  /**
   * What is told later than this after the replay is late: polls and load cost market hours here.
   */
  static final Duration LATE = Duration.ofHours(2);

  static Heard of(Alert alert) {
    String title = alert.message().title();
    return new Heard(words(alert.event(), title), alert.at(), title, alert.at());
  }

  static Heard of(String event, Instant at, String title, Instant told) {
    return new Heard(words(event, title), at, title, told);
  }

  private static String words(String event, String title) {
    return event
        + " "
        + title
            .replaceAll("\\(now [^)]*\\)|\\(.*late.*\\)", "")
            // A tick of the next minute tells of a span that is a minute shorter or longer.
            .replaceAll(" after [0-9dhmins ]+$", "")
            .replaceAll("[0-9]+\\.[0-9]+", "#")
            .strip();
  }

  /**
   * What differs.
   *
   * @param extra told by the bot alone
   * @param missing told by the replay alone
   * @param late told by the bot more than {@link #LATE} of market time after the replay
   * @param joined told late too, in a line of a later one: several late ones are one message
   */
  record Comparison(
      int expected, List<Heard> extra, List<Heard> missing, List<Heard> late, List<Heard> joined) {}

  /**
   * @param texts as they arrived
   */
  static Comparison compare(List<Heard> replayed, List<Heard> told, List<String> texts) {
    List<Heard> open = new ArrayList<>(replayed);
    List<Heard> extra = new ArrayList<>();
    List<Heard> late = new ArrayList<>();
    for (Heard one : told) {
      if (one.what().startsWith("CONFIRMED")) {
        continue;
      }
      Heard match =
          open.stream()
              .filter(other -> other.what().equals(one.what()) && !other.at().isAfter(one.at()))
              .reduce((earlier, later) -> later)
              .orElse(null);
      if (match == null) {
        extra.add(one);
      } else {
        open.remove(match);
        if (one.told().isAfter(match.told().plus(LATE))) {
          late.add(one);
        }
      }
    }
    List<String> before =
        new ArrayList<>(
            texts.stream()
                .filter(text -> text.contains("Late: it happened "))
                .flatMap(String::lines)
                .filter(line -> line.startsWith("Before: "))
                .toList());
    List<Heard> joined = new ArrayList<>();
    for (Heard one : List.copyOf(open)) {
      String words = words("", one.title());
      before.stream()
          .filter(line -> words("", line).contains(words))
          .findFirst()
          .ifPresent(
              line -> {
                before.remove(line);
                open.remove(one);
                joined.add(one);
              });
    }
    return new Comparison(replayed.size(), extra, open, late, joined);
  }
}
