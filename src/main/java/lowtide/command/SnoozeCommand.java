package lowtide.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lowtide.alert.ChatPolicies;
import lowtide.alert.ChatPolicy;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Words;
import lowtide.market.Symbols;

/** /snooze: no alerts here for a while, or none of one kind until it recovers. */
public final class SnoozeCommand implements Command {
  private static final Pattern SPAN =
      Pattern.compile("(?:for )?([0-9]{1,4}) ?(m|h|d|w)[a-z]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPAN_MEANT = Pattern.compile("(?:for )?[-+]?[0-9.].*");
  private static final String LASTS = "A snooze lasts for 5m to 30d";
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final String OFF = "off";

  /** Ends the snooze and leaves what is muted. */
  private static final String WAKE = "wake";

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
                    Stream.concat(Stream.of("1h", "4h", "24h", OFF), rules.stream()).toList())),
            true)
        .changing();
  }

  @Override
  public boolean changes(Request request) {
    return !request.arguments().isEmpty();
  }

  @Override
  public Answer answer(Request request) {
    List<String> words = request.arguments();
    String typed = String.join(" ", words).toLowerCase(Locale.ROOT);
    if (words.isEmpty()) {
      return standing(request);
    }
    String first = words.get(0).toLowerCase(Locale.ROOT);
    if (first.equals(OFF) && words.size() == 2) {
      return unmute(request, words.get(1));
    }
    if (typed.equals(OFF) || typed.equals(WAKE)) {
      policies.snooze(request.chat(), null);
      if (typed.equals(OFF)) {
        policies.unmute(request.chat());
      }
      return Answer.of(
          Message.titled("Alerts come here again")
              .button("Snooze 1 h", "snooze 1h")
              .button("4 h", "snooze 4h")
              .button("24 h", "snooze 24h")
              .build());
    }
    Matcher span = SPAN.matcher(typed);
    if (span.matches()) {
      return snooze(request, span);
    }
    if (SPAN_MEANT.matcher(typed).matches()) {
      return Answer.corrected(LASTS, "/snooze 4h");
    }
    List<String> named = named(typed);
    return named.isEmpty() ? unknown(typed) : mute(request, named);
  }

  private Answer snooze(Request request, Matcher typed) {
    long n = Long.parseLong(typed.group(1));
    Duration span =
        switch (typed.group(2).toLowerCase(Locale.ROOT)) {
          case "m" -> Duration.ofMinutes(n);
          case "h" -> Duration.ofHours(n);
          case "d" -> Duration.ofDays(n);
          default -> Duration.ofDays(7 * n);
        };
    if (span.compareTo(SHORTEST) < 0 || span.compareTo(LONGEST) > 0) {
      return Answer.corrected(LASTS, "/snooze " + (span.compareTo(SHORTEST) < 0 ? "5m" : "30d"));
    }
    Instant until = wallClock.instant().plus(span);
    policies.snooze(request.chat(), until);
    return Answer.of(
        Message.titled("No alerts here for " + Words.span(span))
            .line(new Message.Plain("Until "), new Message.Moment(until), new Message.Plain("."))
            .line(new Message.Plain("To end it: "), new Message.Code("/snooze off"))
            .button("Undo", "snooze " + WAKE)
            .build());
  }

  /** A rule by its key, or all of a kind. */
  private List<String> named(String typed) {
    return rules.stream()
        .filter(
            rule ->
                rule.equalsIgnoreCase(typed)
                    || rule.toLowerCase(Locale.ROOT).startsWith(typed + ":"))
        .toList();
  }

  private Answer mute(Request request, List<String> named) {
    named.forEach(rule -> policies.mute(request.chat(), rule));
    String all = String.join(", ", named);
    return Answer.of(
        Message.titled("No alerts of %s here until it recovers".formatted(all))
            .line(new Message.Plain("To end it: "), new Message.Code("/snooze off"))
            .button("Undo", named.size() == 1 ? "snooze off " + all : "snooze " + OFF)
            .build());
  }

  private Answer unmute(Request request, String typed) {
    List<String> named = named(typed.toLowerCase(Locale.ROOT));
    if (named.isEmpty()) {
      return unknown(typed);
    }
    named.forEach(rule -> policies.unmute(request.chat(), rule));
    String all = String.join(", ", named);
    return Answer.of(
        Message.titled("Alerts of %s come here again".formatted(all))
            .button(
                "Mute until recovered",
                "snooze " + (named.size() == 1 ? all : typed.toLowerCase(Locale.ROOT)))
            .build());
  }

  private Answer unknown(String typed) {
    String problem =
        "There is nothing to snooze called %s. It can be 1h, 4h, 24h, off, or one of %s."
            .formatted(CommandDesk.shortened(typed), String.join(", ", rules));
    Optional<String> near =
        Symbols.nearest(typed, Stream.concat(Stream.of(OFF), rules.stream()).toList());
    return near.map(word -> Answer.corrected(problem, "/snooze " + word))
        .orElseGet(() -> Answer.mistake(problem, "/snooze 4h"));
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
    List<String> muted = policy.muted().stream().sorted().toList();
    if (!muted.isEmpty()) {
      message.line("Muted until it recovers: " + String.join(", ", muted) + ".");
    }
    message.line(
        new Message.Plain("For example "),
        new Message.Code("/snooze 4h"),
        new Message.Plain(", "),
        new Message.Code("/snooze " + (rules.isEmpty() ? OFF : rules.get(0))),
        new Message.Plain(" or "),
        new Message.Code("/snooze off"));
    if (snoozed) {
      message.button("End the snooze", "snooze " + WAKE);
    } else {
      message
          .button("Snooze 1 h", "snooze 1h")
          .button("4 h", "snooze 4h")
          .button("24 h", "snooze 24h");
    }
    muted.forEach(rule -> message.button("Unmute " + rule, "snooze off " + rule));
    return Answer.of(message.build());
  }
}
