package lowtide.command;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import lowtide.alert.DigestPlan;
import lowtide.chat.Message;

/**
 * When a chat is told how everything stands, by buttons: every day or one, half an hour at a time.
 */
final class DigestChoices {
  private static final List<String> USUAL =
      List.of("daily 07:00", "daily 08:00", "daily 18:00", "weekly mon 08:00", "weekly sun 18:00");

  private static final List<Integer> STEPS = List.of(-60, -30, 30, 60);

  private DigestChoices() {}

  static Message page(Optional<DigestPlan> plan, String zone) {
    Message.Builder message =
        Message.titled(
                "Digest of this chat: %s".formatted(plan.map(DigestPlan::toString).orElse("off")))
            .line("By the clock of %s.".formatted(zone))
            .line("The state of all signals, what changed, what is near, and a chart.")
            .inPlace();
    if (plan.isEmpty()) {
      USUAL.forEach(one -> button(message, one));
    } else {
      DigestPlan now = plan.get();
      for (int minutes : STEPS) {
        button(message, new DigestPlan(now.at().plusMinutes(minutes), now.day()).toString());
      }
      if (now.day() != null) {
        button(message, new DigestPlan(now.at(), null).toString());
      }
      for (DayOfWeek day : DayOfWeek.values()) {
        if (day != now.day()) {
          button(message, new DigestPlan(now.at(), day).toString());
        }
      }
      message.button("No digest", "settings digest off");
    }
    return message.button("One now", "digest").button("Back", "settings").build();
  }

  private static void button(Message.Builder message, String plan) {
    message.button(plan, "settings digest " + plan);
  }
}
