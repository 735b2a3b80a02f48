package lowtide.command;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final String TIME = "([0-9]{1,2})(?:[:.h]?([0-9]{2}))?(?: ?(?:h|uhr))? ?(am|pm)?";
  private static final Pattern HOURS =
      Pattern.compile(
          "(?:hours )?(?:from |von )?" + TIME + " ?(?:-|\u2013|to|bis) ?" + TIME + "(?: (.+))?",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> OFF = Set.of("off", "none", "no", "never", "stop", "aus");

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
    if (isOff(words.get(0))) {
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

  static boolean isOff(String word) {
    return OFF.contains(word.toLowerCase(Locale.ROOT));
  }

  /**
   * @param usual the zone if none is named
   * @throws IllegalArgumentException with what is wrong
   */
  static ChatPolicy.QuietHours read(List<String> words, ZoneId usual) {
    Matcher hours = HOURS.matcher(String.join(" ", words));
    if (!hours.matches()) {
      throw mistake(words, "hours look like 22:00-07:00");
    }
    LocalTime from;
    LocalTime to;
    try {
      from = time(hours.group(1), hours.group(2), hours.group(3));
      to = time(hours.group(4), hours.group(5), hours.group(6));
    } catch (DateTimeException e) {
      throw mistake(words, "hours look like 22:00-07:00");
    }
    if (from.equals(to)) {
      throw mistake(words, "they end when they begin");
    }
    String named = hours.group(7);
    ZoneId zone =
        named == null
            ? usual
            : ZoneNames.find(List.of(named.split(" ")))
                .orElseThrow(() -> mistake(words, "there is no such time zone"));
    return new ChatPolicy.QuietHours(from, to, zone);
  }

  /** {@code 22}, {@code 22:30}, {@code 10 pm}. */
  private static LocalTime time(String hour, @Nullable String minute, @Nullable String half) {
    int hours = Integer.parseInt(hour);
    if (half != null) {
      if (hours < 1 || hours > 12) {
        throw new DateTimeException("no hour of half a day: " + hour);
      }
      hours = hours % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0);
    }
    return LocalTime.of(hours, minute == null ? 0 : Integer.parseInt(minute));
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
              .button("22:00-07:00", "quiet 22:00-07:00")
              .build());
    }
    return Answer.of(
        Message.titled(
                "Quiet here from %s to %s, %s".formatted(quiet.from(), quiet.to(), quiet.zone()))
            .line("What comes up then is told in one message afterwards; the last level at once.")
            .line(new Message.Plain("To end it: "), new Message.Code("/quiet off"))
            .button("No quiet hours", "quiet off")
            .build());
  }
}
