package lowtide.chat.discord;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import lowtide.chat.ChatPlatform.Health.State;
import lowtide.chat.CommandSpec;
import lowtide.chat.Nodes;
import lowtide.chat.RequestHandler;
import lowtide.chat.SeenUpdates;
import lowtide.chat.Whereabouts;

/** A local Discord and the adapter that talks to it. */
final class Running implements AutoCloseable {
  static final Pace PACE =
      new Pace(
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          Duration.ofSeconds(4),
          Duration.ofMinutes(10),
          Duration.ofMillis(300));

  static final List<CommandSpec> COMMANDS =
      List.of(
          new CommandSpec(
              "price",
              "What it costs",
              List.of(
                  new CommandSpec.Option("symbol", "Which", true, List.of("BTC", "IWM")),
                  new CommandSpec.Option("note", "Anything", false, List.of()))),
          new CommandSpec("status", "How the bot is", List.of(), true),
          new CommandSpec("snooze", "No alerts", List.of(), true).changing(),
          new CommandSpec(
                  "settings",
                  "Wishes",
                  List.of(
                      CommandSpec.Option.suggesting(
                          "change",
                          "What",
                          List.of("zone Europe/Berlin", "look dark", "look light"))),
                  true)
              .changing());

  final LocalDiscord discord;
  final DiscordPlatform platform;

  Running(LocalDiscord discord, Pace pace, SeenUpdates updates) {
    this(discord, pace, updates, Whereabouts.FORGOTTEN, Clock.systemUTC());
  }

  Running(
      LocalDiscord discord, Pace pace, SeenUpdates updates, Whereabouts whereabouts, Clock clock) {
    this.discord = discord;
    this.platform =
        new DiscordPlatform(
            discord.settings(),
            COMMANDS,
            updates,
            whereabouts,
            clock,
            Nodes.ALONE,
            pace,
            new Random(7));
  }

  static Running notStarted() throws IOException {
    return notStarted(PACE);
  }

  static Running notStarted(Pace pace) throws IOException {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return new Running(LocalDiscord.start(), pace, (platform, id) -> seen.add(platform + "/" + id));
  }

  static Running connected(RequestHandler handler) throws IOException {
    Running running = notStarted();
    running.platform.start(handler);
    running.awaitState(State.UP);
    return running;
  }

  void awaitState(State state) {
    eventually(() -> platform.health().state() == state);
  }

  static void eventually(Supplier<Boolean> condition) {
    within(Duration.ofSeconds(10), condition);
  }

  static void within(Duration longest, Supplier<Boolean> condition) {
    await().pollInterval(Duration.ofMillis(10)).atMost(longest).until(condition::get);
  }

  @Override
  public void close() throws IOException {
    discord.release();
    platform.close();
    discord.close();
  }
}
