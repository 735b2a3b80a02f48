package lowtide.command;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import lowtide.alert.ChatPolicies;
import lowtide.alert.ChatPolicy;
import lowtide.chat.Audience;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import org.jspecify.annotations.Nullable;

/** /quiet: hours in which alerts are held and then told in one message. */
public final class QuietCommand implements Command {
  private static final String EXAMPLE = "/quiet 22:00-07:00 Europe/Berlin";

  private final ChatPolicies policies;

  public QuietCommand(ChatPolicies policies) {
    this.policies = policies;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "quiet",
            "Hours in which alerts are held, then told in one message; the last level still comes",
            List.of(
                CommandSpec.Option.suggesting(
                    "hours",
                    "Such as 22:00-07:00 Europe/Berlin, or off",
                    List.of("22:00-07:00", "23:00-08:00", "22:00-07:00 Europe/Berlin", "off"))),
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
    if (words.isEmpty()) {
      return standing(policies.of(request.chat()).quiet());
    }
    if (words.get(0).toLowerCase(Locale.ROOT).equals("off")) {
      policies.quiet(request.chat(), null);
      return standing(null);
    }
    try {
      ChatPolicy.QuietHours quiet = read(words, Audience.current().zone());
      policies.quiet(request.chat(), quiet);
      return standing(quiet);
    } catch (IllegalArgumentException e) {
      return Answer.mistake(String.valueOf(e.getMessage()), EXAMPLE);
    }
  }

  /**
   * @param usual the zone if none is named
   * @throws IllegalArgumentException with what is wrong
   */
  static ChatPolicy.QuietHours read(List<String> words, ZoneId usual) {
    String[] hours = words.get(0).split("-", -1);
    if (hours.length != 2 || words.size() > 2) {
      throw mistake(words, "hours look like 22:00-07:00");
    }
    LocalTime from;
    LocalTime to;
    try {
      from = LocalTime.parse(hours[0]);
      to = LocalTime.parse(hours[1]);
    } catch (DateTimeException e) {
      throw mistake(words, "hours look like 22:00-07:00");
    }
    if (from.equals(to)) {
      throw mistake(words, "they end when they begin");
    }
    try {
      return new ChatPolicy.QuietHours(
          from, to, words.size() == 2 ? ZoneId.of(words.get(1)) : usual);
    } catch (DateTimeException e) {
      throw mistake(words, "there is no such time zone");
    }
  }

  private static IllegalArgumentException mistake(List<String> words, String why) {
    return new IllegalArgumentException(
        "No quiet hours are %s: %s".formatted(CommandDesk.shortened(String.join(" ", words)), why));
  }

  private static Answer standing(ChatPolicy.@Nullable QuietHours quiet) {
    if (quiet == null) {
      return Answer.of(
          Message.titled("There are no quiet hours here")
              .line(new Message.Plain("To set them: "), new Message.Code(EXAMPLE))
              .build());
    }
    return Answer.of(
        Message.titled(
                "Quiet here from %s to %s, %s".formatted(quiet.from(), quiet.to(), quiet.zone()))
            .line("What comes up then is told in one message afterwards; the last level at once.")
            .line(new Message.Plain("To end it: "), new Message.Code("/quiet off"))
            .build());
  }
}
