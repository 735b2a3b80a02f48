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

  private static final String JOINT = " · ";

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

  /**
   * The same with how all that is watched stands in its last line.
   *
   * @param state {@code 2 of 5 levels breached · BTC risk phase LOW}
   */
  static Message withState(Message message, String state) {
    return state.isEmpty() ? message : message.withFooter(state + JOINT + NO_ADVICE);
  }

  /** The same, as a chat is told that does not want to hear of some of it. */
  static Message withMuted(Message message, int muted) {
    String end = JOINT + NO_ADVICE;
    return muted == 0 || !message.footer().endsWith(end)
        ? message
        : message.withFooter(
            message.footer().substring(0, message.footer().length() - NO_ADVICE.length())
                + "%d muted here".formatted(muted)
                + end);
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
