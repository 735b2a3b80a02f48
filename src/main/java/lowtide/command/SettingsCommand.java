package lowtide.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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
import lowtide.chat.CommandSpec;
import lowtide.chat.Language;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Symbols;
import lowtide.signal.LevelSettings;

/**
 * /settings: all that a chat can choose, by buttons. Every press shows the settings anew in the
 * place of the old ones.
 */
public final class SettingsCommand implements Command {
  private static final String EXAMPLE = "/settings digest daily 08:00";

  /** What can be chosen, by the word that is typed. */
  private static final Map<String, String> CHOICES =
      Map.of(
          "topic", "topic levels off",
          "level", "level BTC 119000 off",
          "quiet", "quiet 22:00-07:00",
          "zone", "zone Berlin",
          "language", "language de",
          "look", "look light",
          "digest", "digest daily 08:00");

  /** What has a page of its own. */
  private static final Set<String> PAGES = Set.of("level", "quiet", "zone", "digest");

  private final Audiences audiences;
  private final Subscriptions subscriptions;
  private final ChatPolicies policies;
  private final DigestChoice digests;
  private final OwnRules own;
  private final LevelChoices levels;
  private final ZoneChoices zones;

  public SettingsCommand(
      Audiences audiences,
      Subscriptions subscriptions,
      ChatPolicies policies,
      DigestChoice digests,
      OwnRules own,
      List<LevelSettings> levels,
      Clock wallClock) {
    this.audiences = audiences;
    this.subscriptions = subscriptions;
    this.policies = policies;
    this.digests = digests;
    this.own = own;
    this.levels = new LevelChoices(policies, levels);
    this.zones = new ZoneChoices(wallClock);
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "settings",
            "Topics, levels, quiet hours, zone, language, look of charts and digest of this chat",
            List.of(
                CommandSpec.Option.suggesting(
                    "change",
                    "Such as: zone Europe/Berlin, look light, digest daily 08:00",
                    suggestions())),
            true)
        .changing();
  }

  private static List<String> suggestions() {
    List<String> all = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      all.add("topic %s on".formatted(topic));
      all.add("topic %s off".formatted(topic));
    }
    for (Audience.Look look : Audience.Look.values()) {
      all.add("look " + look);
    }
    for (Language language : Language.values()) {
      all.add("language " + language.ownName());
    }
    all.addAll(
        List.of(
            "digest daily 08:00",
            "digest weekly mon 08:00",
            "digest off",
            "quiet 22:00-07:00",
            "quiet off"));
    ZoneChoices.all().forEach(id -> all.add("zone " + id));
    return all;
  }

  @Override
  public boolean changes(Request request) {
    return SettingsWords.of(request.arguments()).size() > 1;
  }

  @Override
  public Answer answer(Request request) {
    ChatId chat = request.chat();
    List<String> words = SettingsWords.of(request.arguments());
    if (words.isEmpty()) {
      return overview(chat);
    }
    String what = words.get(0).toLowerCase(Locale.ROOT);
    List<String> rest = words.subList(1, words.size());
    if (rest.isEmpty() && PAGES.contains(what)) {
      return page(chat, what);
    }
    Optional<Message> region =
        what.equals("zone") ? zones.region(rest, audiences.of(chat).zone()) : Optional.empty();
    if (region.isPresent()) {
      return Answer.of(region.get());
    }
    if (!CHOICES.containsKey(what)) {
      return unknown(what, rest);
    }
    if (rest.isEmpty()) {
      return Answer.mistake("/settings %s needs a value".formatted(what), example(what));
    }
    Optional<Answer> mistake =
        what.equals("zone")
            ? zone(chat, rest)
            : change(chat, what, rest).map(problem -> Answer.mistake(problem, example(what)));
    if (mistake.isPresent()) {
      return mistake.get();
    }
    return what.equals("zone") ? overview(chat) : page(chat, what);
  }

  /** What a choice is made on; where it has no page of its own, the overview. */
  private Answer page(ChatId chat, String what) {
    ZoneId zone = audiences.of(chat).zone();
    return switch (what) {
      case "zone" -> Answer.of(zones.page(zone));
      case "level" -> Answer.of(levels.page(chat));
      case "quiet" -> Answer.of(QuietChoices.page(policies.of(chat).quiet(), zone.getId()));
      case "digest" -> Answer.of(DigestChoices.page(digests.of(chat), zone.getId()));
      default -> overview(chat);
    };
  }

  private static String example(String what) {
    return "/settings " + CHOICES.get(what);
  }

  private static Answer unknown(String what, List<String> rest) {
    String problem =
        "There is no setting %s. There are %s."
            .formatted(
                CommandDesk.shortened(what),
                String.join(", ", CHOICES.keySet().stream().sorted().toList()));
    return Symbols.nearest(what, CHOICES.keySet())
        .map(
            near ->
                Answer.corrected(
                    problem,
                    rest.isEmpty()
                        ? example(near)
                        : CommandDesk.shortened(
                            "/settings %s %s".formatted(near, String.join(" ", rest)))))
        .orElseGet(() -> Answer.mistake(problem, EXAMPLE));
  }

  /** What is wrong with it; empty if it is done. */
  private Optional<String> change(ChatId chat, String what, List<String> rest) {
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

  private Optional<Answer> zone(ChatId chat, List<String> rest) {
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
              .orElseGet(() -> Answer.mistake(problem, example("zone"))));
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

  private Answer overview(ChatId chat) {
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
                new Message.Code(EXAMPLE),
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
