package lowtide.command;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lowtide.alert.ChatPolicies;
import lowtide.alert.ChatPolicy;
import lowtide.alert.Subscriptions;
import lowtide.alert.Topic;
import lowtide.chat.Audience;
import lowtide.chat.Audiences;
import lowtide.chat.ChatId;
import lowtide.chat.Language;

/** Does what a chat chose behind /settings. */
final class SettingsChanges {
  private final Audiences audiences;
  private final Subscriptions subscriptions;
  private final ChatPolicies policies;
  private final DigestChoice digests;
  private final LevelChoices levels;

  SettingsChanges(
      Audiences audiences,
      Subscriptions subscriptions,
      ChatPolicies policies,
      DigestChoice digests,
      LevelChoices levels) {
    this.audiences = audiences;
    this.subscriptions = subscriptions;
    this.policies = policies;
    this.digests = digests;
    this.levels = levels;
  }

  /** What is wrong with it; empty if it is done. */
  Optional<String> change(ChatId chat, String what, List<String> rest) {
    return switch (what) {
      case "topic" -> topic(chat, rest);
      case "level" -> levels.choose(chat, rest);
      case "quiet" -> quiet(chat, rest);
      case "look" -> look(chat, rest);
      case "language" -> language(chat, rest);
      default -> digests.choose(chat, rest);
    };
  }

  private Optional<String> topic(ChatId chat, List<String> rest) {
    Optional<Topic> topic = Topic.parse(rest.get(0));
    boolean on = rest.size() == 2 && rest.get(1).equalsIgnoreCase("on");
    boolean off = rest.size() == 2 && rest.get(1).equalsIgnoreCase("off");
    if (topic.isEmpty() || !on && !off) {
      return Optional.of("It is a topic and on or off: /settings topic levels off");
    }
    Set<Topic> topics = EnumSet.noneOf(Topic.class);
    topics.addAll(subscriptions.of(chat));
    if (on) {
      topics.add(topic.get());
    } else {
      topics.remove(topic.get());
    }
    subscriptions.set(chat, topics);
    return Optional.empty();
  }

  private Optional<String> quiet(ChatId chat, List<String> rest) {
    try {
      policies.quiet(
          chat,
          QuietCommand.isOff(rest.get(0))
              ? null
              : QuietCommand.read(rest, audiences.of(chat).zone()));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The mistake in it; empty if it is done. */
  Optional<Answer> zone(ChatId chat, List<String> rest) {
    Optional<ZoneId> zone = ZoneNames.find(rest);
    if (zone.isEmpty()) {
      String problem =
          "There is no time zone %s".formatted(CommandDesk.shortened(String.join("_", rest)));
      return Optional.of(
          ZoneNames.nearest(rest)
              .map(
                  near ->
                      Answer.corrected(
                          "%s. Did you mean %s?".formatted(problem, near),
                          "/settings zone " + near))
              .orElseGet(() -> Answer.mistake(problem, SettingsCommand.example("zone"))));
    }
    audiences.set(chat, audiences.of(chat).withZone(zone.get()));
    // What was agreed by the clock on the wall is meant by it still.
    ChatPolicy.QuietHours quiet = policies.of(chat).quiet();
    if (quiet != null) {
      policies.quiet(chat, new ChatPolicy.QuietHours(quiet.from(), quiet.to(), zone.get()));
    }
    digests.zoneChanged(chat);
    return Optional.empty();
  }

  private Optional<String> look(ChatId chat, List<String> rest) {
    Optional<Audience.Look> look =
        Arrays.stream(Audience.Look.values())
            .filter(one -> one.toString().equalsIgnoreCase(rest.get(0)))
            .findFirst();
    if (look.isEmpty()) {
      return Optional.of(
          "Charts are dark, light or plain, not " + CommandDesk.shortened(rest.get(0)));
    }
    audiences.set(chat, audiences.of(chat).withLook(look.get()));
    return Optional.empty();
  }

  private Optional<String> language(ChatId chat, List<String> rest) {
    Optional<Language> language = Language.parse(rest.get(0));
    if (language.isEmpty()) {
      return Optional.of(
          "The languages are English and Deutsch, not " + CommandDesk.shortened(rest.get(0)));
    }
    audiences.set(chat, audiences.of(chat).withLanguage(language.get()));
    return Optional.empty();
  }
}
