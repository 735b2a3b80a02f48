package lowtide.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import lowtide.alert.ChatPolicies;
import lowtide.alert.ChatPolicy;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;

/** /snooze: no alerts here for a while, or none of one kind until it recovers. */
public final class SnoozeCommand implements Command {
  private static final Map<String, Duration> SPANS =
      Map.of("1h", Duration.ofHours(1), "4h", Duration.ofHours(4), "24h", Duration.ofHours(24));

  private final ChatPolicies policies;
  private final List<String> rules;
  private final Clock wallClock;

  /**
   * @param rules what can be muted, by key
   */
  public SnoozeCommand(ChatPolicies policies, List<String> rules, Clock wallClock) {
    this.policies = policies;
    this.rules = List.copyOf(rules);
    this.wallClock = wallClock;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "snooze",
            "No alerts here for 1h, 4h or 24h, or none of a kind until it recovers; off ends it",
            List.of(
                CommandSpec.Option.suggesting(
                    "what",
                    "1h, 4h, 24h, off, or what to mute: levels:BTC",
                    Stream.concat(Stream.of("1h", "4h", "24h", "off"), rules.stream()).toList())),
            true)
        .changing();
  }

  @Override
  public boolean changes(Request request) {
    return !request.arguments().isEmpty();
  }

  @Override
  public Answer answer(Request request) {
    String word = String.join(" ", request.arguments()).toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return standing(request);
    }
    if (word.equals("off")) {
      policies.snooze(request.chat(), null);
      policies.unmute(request.chat());
      return Answer.of(
          Message.titled("Alerts come here again")
              .button("Snooze 1 h", "snooze 1h")
              .button("4 h", "snooze 4h")
              .button("24 h", "snooze 24h")
              .build());
    }
    Duration span = SPANS.get(word);
    if (span != null) {
      Instant until = wallClock.instant().plus(span);
      policies.snooze(request.chat(), until);
      return Answer.of(
          Message.titled("No alerts here for " + word)
              .line(new Message.Plain("Until "), new Message.Moment(until), new Message.Plain("."))
              .line(new Message.Plain("To end it: "), new Message.Code("/snooze off"))
              .button("Undo", "snooze off")
              .build());
    }
    for (String rule : rules) {
      if (rule.equalsIgnoreCase(word)) {
        policies.mute(request.chat(), rule);
        return Answer.of(
            Message.titled("No alerts of %s here until it recovers".formatted(rule))
                .line(new Message.Plain("To end it: "), new Message.Code("/snooze off"))
                .button("Undo", "snooze off")
                .build());
      }
    }
    return Answer.mistake(
        "There is nothing to snooze called %s. It can be 1h, 4h, 24h, off, or one of %s."
            .formatted(CommandDesk.shortened(word), String.join(", ", rules)),
        "/snooze 4h");
  }

  private Answer standing(Request request) {
    ChatPolicy policy = policies.of(request.chat());
    Instant until = policy.snoozedUntil();
    boolean snoozed = until != null && wallClock.instant().isBefore(until);
    Message.Builder message =
        Message.titled(snoozed ? "Alerts are snoozed here" : "Alerts are not snoozed here");
    if (snoozed && until != null) {
      message.line(new Message.Plain("Until "), new Message.Moment(until));
    }
    if (!policy.muted().isEmpty()) {
      message.line("Muted until it recovers: " + String.join(", ", policy.muted()) + ".");
    }
    return Answer.of(
        message
            .line(
                new Message.Plain("For example "),
                new Message.Code("/snooze 4h"),
                new Message.Plain(", "),
                new Message.Code("/snooze " + (rules.isEmpty() ? "off" : rules.get(0))),
                new Message.Plain(" or "),
                new Message.Code("/snooze off"))
            .build());
  }
}
