package lowtide.command;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lowtide.alert.ChatPolicies;
import lowtide.alert.ChatPolicy;
import lowtide.alert.DigestPlan;
import lowtide.alert.OwnRules;
import lowtide.alert.Subscriptions;
import lowtide.alert.Topic;
import lowtide.chat.Audience;
import lowtide.chat.Audiences;
import lowtide.chat.ChatId;
import lowtide.chat.Language;
import lowtide.chat.Message;

/** All that a chat can choose as it is now, and the pages on which it is chosen by buttons. */
final class SettingsPages {
  private final Audiences audiences;
  private final Subscriptions subscriptions;
  private final ChatPolicies policies;
  private final DigestChoice digests;
  private final OwnRules own;
  private final LevelChoices levels;
  private final ZoneChoices zones;

  SettingsPages(
      Audiences audiences,
      Subscriptions subscriptions,
      ChatPolicies policies,
      DigestChoice digests,
      OwnRules own,
      LevelChoices levels,
      ZoneChoices zones) {
    this.audiences = audiences;
    this.subscriptions = subscriptions;
    this.policies = policies;
    this.digests = digests;
    this.own = own;
    this.levels = levels;
    this.zones = zones;
  }

  /** What a choice is made on; where it has no page of its own, the overview. */
  Answer page(ChatId chat, String what) {
    ZoneId zone = audiences.of(chat).zone();
    return switch (what) {
      case "zone" -> Answer.of(zones.page(zone));
      case "level" -> Answer.of(levels.page(chat));
      case "quiet" -> Answer.of(QuietChoices.page(policies.of(chat).quiet(), zone.getId()));
      case "digest" -> Answer.of(DigestChoices.page(digests.of(chat), zone.getId()));
      default -> overview(chat);
    };
  }

  Answer overview(ChatId chat) {
    Audience audience = audiences.of(chat);
    Set<Topic> topics = subscriptions.of(chat);
    ChatPolicy.QuietHours quiet = policies.of(chat).quiet();
    Optional<DigestPlan> digest = digests.of(chat);
    int alerts = own.of(chat).size();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Setting", "Now"));
    rows.add(
        List.of("Alerts about", topics.isEmpty() ? "nothing" : SubscribeCommand.joined(topics)));
    rows.add(
        List.of("Thresholds", "%s levels, %d of your own".formatted(levels.wanted(chat), alerts)));
    rows.add(
        List.of(
            "Quiet hours",
            quiet == null
                ? "none"
                : "%s to %s, %s".formatted(quiet.from(), quiet.to(), quiet.zone())));
    rows.add(List.of("Time zone", audience.zone().getId()));
    rows.add(List.of("Language", audience.language().ownName()));
    rows.add(List.of("Charts", audience.look().toString()));
    rows.add(List.of("Digest", digest.map(DigestPlan::toString).orElse("off")));
    Message.Builder message =
        Message.titled("Settings of this chat")
            .table(rows)
            .line(
                new Message.Plain("Tap, or type such as "),
                new Message.Code(SettingsCommand.EXAMPLE),
                new Message.Plain(" or "),
                new Message.Code("/settings zone Tokyo"))
            .inPlace();
    for (Topic topic : Topic.values()) {
      boolean on = topics.contains(topic);
      message.button(
          (on ? "✓ " : "✗ ") + topic, "settings topic %s %s".formatted(topic, on ? "off" : "on"));
    }
    message
        .button("Thresholds", "settings level")
        .button("Quiet hours", "settings quiet")
        .button("Time zone", "settings zone")
        .button("Digest", "settings digest");
    for (Language language : Language.values()) {
      if (language != audience.language()) {
        message.button(language.ownName(), "settings language " + language.code());
      }
    }
    for (Audience.Look look : Audience.Look.values()) {
      if (look != audience.look()) {
        message.button("Charts " + look, "settings look " + look);
      }
    }
    return Answer.of(
        message.build(),
        Map.of(
            "topics",
            topics.stream().map(Topic::toString).sorted().toList(),
            "zone",
            audience.zone().getId(),
            "language",
            audience.language().code(),
            "look",
            audience.look().toString(),
            "digest",
            digest.map(DigestPlan::toString).orElse("off")));
  }
}
