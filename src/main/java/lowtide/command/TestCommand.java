package lowtide.command;

import java.time.Clock;
import java.util.List;
import lowtide.alert.Notices;
import lowtide.alert.Outbox;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;

/** /test: a sample alert, by the way that all alerts take. */
public final class TestCommand implements Command {
  private final Notices notices;
  private final Clock wallClock;

  public TestCommand(Notices notices, Clock wallClock) {
    this.notices = notices;
    this.wallClock = wallClock;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "test", "A sample alert in this chat, to see that it arrives", List.of(), true)
        .forAdmins();
  }

  @Override
  public Answer answer(Request request) {
    Message sample =
        Message.titled("SAMPLE: BTC below $116,000 (now $115,984)")
            .tone(Message.Tone.DOWN)
            .line("Touched by the last trade; the hour's close will confirm it or not.")
            .line("Alerts again after the price was back above $116,580.")
            .line("This is what an alert looks like. No price did this.")
            .line(
                new Message.Plain("Asked for by /test at "),
                new Message.Moment(wallClock.instant()))
            .button("Snooze 1 h", "snooze 1h")
            .button("4 h", "snooze 4h")
            .button("24 h", "snooze 24h")
            .button("Chart", "chart BTC")
            .button("Settings", "settings")
            .footer("Informational, not advice.")
            .build();
    notices.owe(
        "test/%s/%d".formatted(request.chat(), wallClock.millis()),
        sample,
        List.of(request.chat()),
        Outbox.Lane.URGENT);
    return Answer.of(
        Message.titled("A sample alert is on its way")
            .line("It goes through the same queue as real ones. If it does not come, see /status.")
            .build());
  }
}
