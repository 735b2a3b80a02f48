package lowtide.alert;

import lowtide.chat.Message;

/** Says what came too late, and how things stand instead. */
final class MissedTexts {
  private MissedTexts() {}

  static Message of(Outbox.Owed owed, Dispatcher.Standing standing) {
    String now = standing.of(owed.rule());
    String alerts = owed.missed() == 1 ? "an alert" : owed.missed() + " alerts";
    return Message.titled(
            (owed.quiet() ? "While it was quiet: %s; now: %s" : "You missed %s; now: %s")
                .formatted(alerts, now))
        .tone(Message.Tone.WARNING)
        .line(
            new Message.Plain(owed.missed() == 1 ? "It was: " : "The last was: "),
            new Message.Bold(owed.message().title()),
            new Message.Plain(", of "),
            new Message.Moment(owed.at()),
            new Message.Plain("."))
        .line(
            owed.quiet()
                ? "Held back for the quiet hours of this chat."
                : "It could not be sent while it was news.")
        .build();
  }
}
