package lowtide.command;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lowtide.alert.ChatPolicies;
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
  static final String EXAMPLE = "/settings digest daily 08:00";

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
  private final ZoneChoices zones;
  private final SettingsPages pages;
  private final SettingsChanges settings;

  public SettingsCommand(
      Audiences audiences,
      Subscriptions subscriptions,
      ChatPolicies policies,
      DigestChoice digests,
      OwnRules own,
      List<LevelSettings> levels,
      Clock wallClock) {
    LevelChoices choices = new LevelChoices(policies, levels);
    this.audiences = audiences;
    this.zones = new ZoneChoices(wallClock);
    this.pages =
        new SettingsPages(audiences, subscriptions, policies, digests, own, choices, zones);
    this.settings = new SettingsChanges(audiences, subscriptions, policies, digests, choices);
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
      return pages.overview(chat);
    }
    String what = words.get(0).toLowerCase(Locale.ROOT);
    List<String> rest = words.subList(1, words.size());
    if (rest.isEmpty() && PAGES.contains(what)) {
      return pages.page(chat, what);
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
            ? settings.zone(chat, rest)
            : settings
                .change(chat, what, rest)
                .map(problem -> Answer.mistake(problem, example(what)));
    if (mistake.isPresent()) {
      return mistake.get();
    }
    return what.equals("zone") ? pages.overview(chat) : pages.page(chat, what);
  }

  static String example(String what) {
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
}
