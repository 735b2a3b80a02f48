package lowtide.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.signal.Explanation;

/**
 * What stands under every alert and every answer: how much it rests on, how old the data are and
 * where they are from, what to mind, how often it happens anyway.
 */
public final class Footer {
  private static final String NO_ADVICE = "Informational, not advice.";

  private Footer() {}

  /** Ends a message with the footer of what it tells. */
  public static Message.Builder under(Message.Builder message, Explanation why, Instant now) {
    message.line(
        new Message.Plain(why.sample() + " · to "),
        new Message.Moment(why.asOf()),
        new Message.Plain(", %s old · %s".formatted(age(why.asOf(), now), rest(why))));
    List<String> past = new ArrayList<>();
    for (String words : List.of(why.baseRate(), why.episodes())) {
      if (!words.isEmpty()) {
        past.add(words);
      }
    }
    if (!past.isEmpty()) {
      message.line(String.join(" · ", past));
    }
    return message.footer(NO_ADVICE);
  }

  private static String age(Instant asOf, Instant now) {
    return Words.span(asOf.isAfter(now) ? Duration.ZERO : Duration.between(asOf, now));
  }

  private static String rest(Explanation why) {
    List<String> parts = new ArrayList<>();
    parts.add(why.sources());
    parts.addAll(why.flags());
    return String.join(" · ", parts);
  }
}
