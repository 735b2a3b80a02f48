package lowtide.alert;

import java.util.ArrayList;
import java.util.List;
import lowtide.chat.Message;

/** What one can do about an alert with a tap: each button is a command. */
final class AlertButtons {
  /** Telegram gives a button 64 bytes. */
  private static final int LONGEST_QUESTION = 56;

  private AlertButtons() {}

  static Alert under(Alert alert) {
    List<Message.Button> buttons = new ArrayList<>();
    buttons.add(new Message.Button("Snooze 1 h", "snooze 1h"));
    buttons.add(new Message.Button("4 h", "snooze 4h"));
    buttons.add(new Message.Button("24 h", "snooze 24h"));
    long own = OwnRule.id(alert.rule());
    if (own >= 0) {
      buttons.add(new Message.Button("Pause this alert", "alerts pause " + own));
    } else if (alert.topic() == Topic.LEVELS) {
      buttons.add(new Message.Button("Mute until recovered", "snooze " + alert.rule()));
    }
    buttons.add(new Message.Button("Chart", chart(alert)));
    buttons.add(new Message.Button("Why", "why " + start(alert.message().title())));
    return alert.with(alert.message().withButtons(buttons), alert.subjects());
  }

  private static String chart(Alert alert) {
    return switch (alert.topic()) {
      case LEVELS -> "chart " + alert.instrument();
      case CORRELATION ->
          alert.facts().get("proxy") instanceof String proxy
              ? "corr %s %s".formatted(alert.instrument(), proxy)
              : "corr " + alert.instrument();
      case PHASE -> "phase " + alert.instrument();
      case SETUP -> "setup " + alert.instrument();
    };
  }

  /** Whole words of it: /why finds what it is told by them. */
  private static String start(String title) {
    StringBuilder start = new StringBuilder();
    for (String word : title.split(" ")) {
      if (start.length() + word.length() + 1 > LONGEST_QUESTION) {
        break;
      }
      start.append(start.isEmpty() ? "" : " ").append(word);
    }
    return start.toString();
  }
}
