package lowtide.command;

import java.time.LocalTime;
import java.util.List;
import lowtide.alert.ChatPolicy;
import lowtide.chat.Message;
import org.jspecify.annotations.Nullable;

/**
 * The hours in which a chat wants its peace, by buttons: usual ones first, then half an hour at a
 * time.
 */
final class QuietChoices {
  private static final List<String> USUAL =
      List.of(
          "21:00-07:00", "22:00-06:00", "22:00-07:00", "23:00-07:00", "23:00-08:00", "00:00-08:00");

  private static final List<Integer> STEPS = List.of(-60, -30, 30, 60);

  private static final String SET = "settings quiet ";

  private QuietChoices() {}

  static Message page(ChatPolicy.@Nullable QuietHours quiet, String zone) {
    Message.Builder message =
        Message.titled(
                quiet == null
                    ? "Quiet hours of this chat: none"
                    : "Quiet hours of this chat: %s to %s".formatted(quiet.from(), quiet.to()))
            .line("By the clock of %s.".formatted(quiet == null ? zone : quiet.zone().getId()))
            .line("What comes up then is told in one message afterwards; the last level at once.")
            .line(
                new Message.Plain("Any others: "), new Message.Code("/settings quiet 22:15-06:45"))
            .inPlace();
    if (quiet == null) {
      USUAL.forEach(hours -> message.button(hours, SET + hours));
    } else {
      String elsewhere = quiet.zone().getId().equals(zone) ? "" : " " + quiet.zone();
      for (int minutes : STEPS) {
        LocalTime from = quiet.from().plusMinutes(minutes);
        button(message, "From " + from, from, quiet.to(), elsewhere);
      }
      for (int minutes : STEPS) {
        LocalTime to = quiet.to().plusMinutes(minutes);
        button(message, "To " + to, quiet.from(), to, elsewhere);
      }
      message.button("No quiet hours", SET + "off");
    }
    return message.button("Back", "settings").build();
  }

  /**
   * @param elsewhere the zone, where it is not the chat's
   */
  private static void button(
      Message.Builder message, String label, LocalTime from, LocalTime to, String elsewhere) {
    if (!from.equals(to)) {
      message.button(label, "%s%s-%s%s".formatted(SET, from, to, elsewhere));
    }
  }
}
