package lowtide.alert;

import lowtide.chat.Message;

/** Says what came too late, and how things stand instead. */
final class MissedTexts {
  private MissedTexts() {}

  static Message of(Outbox.Owed owed, Dispatcher.Standing standing) {
    String now = standing.of(owed.rule());
    return Message.titled(
            owed.missed() == 1
                ? "You missed an alert; now: " + now
                : "You missed %d alerts; now: %s".formatted(owed.missed(), now))
        .tone(Message.Tone.WARNING)
        .line(
            new Message.Plain(owed.missed() == 1 ? "It was: " : "The last was: "),
            new Message.Bold(owed.message().title()),
            new Message.Plain(", of "),
            new Message.Moment(owed.at()),
            new Message.Plain("."))
        .line("It could not be sent while it was news.")
        .build();
  }
}
