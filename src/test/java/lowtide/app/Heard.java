package lowtide.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lowtide.alert.Alert;
import lowtide.alert.AlertStore;

/**
 * An alert as a bot and a replay both tell it: event and words, without the price and the span of
 * the moment.
 *
 * <p>An alert of the bot must be in the replay, not earlier. What a tick tells first an hour's
 * close confirms; a replay, which has closes only, knows no such confirmation, so they are left
 * out.
 *
 * @param title as it was told
 */
record Heard(String what, Instant at, String title) {
  static Heard of(Alert alert) {
    return new Heard(
        words(alert.event(), alert.message().title()), alert.at(), alert.message().title());
  }

  static Heard of(AlertStore.Told told) {
    return new Heard(words(told.event(), told.title()), told.at(), told.title());
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
   * @param late told by the bot more than an hour of market time after the replay
   */
  record Comparison(int expected, List<Heard> extra, List<Heard> missing, List<Heard> late) {}

  static Comparison compare(List<Heard> replayed, List<Heard> told) {
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
              .findFirst()
              .orElse(null);
      if (match == null) {
        extra.add(one);
      } else {
        open.remove(match);
        if (one.at().isAfter(match.at().plus(Duration.ofHours(1)))) {
          late.add(one);
        }
      }
    }
    return new Comparison(replayed.size(), extra, open, late);
  }
}
