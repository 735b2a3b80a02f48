package lowtide.chat.telegram;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Nodes;
import lowtide.chat.Request;
import lowtide.chat.RequestHandler;
import lowtide.chat.SeenUpdates;
import lowtide.chat.Whereabouts;

/** A platform in a hurry against a local server, with a handler that repeats what it was asked. */
final class TestBot implements AutoCloseable {
  static final Timing QUICK =
      new Timing(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofMillis(10),
          Duration.ofMillis(60),
          Duration.ofMillis(30),
          Duration.ofMillis(1500),
          Duration.ofSeconds(20));

  static final List<CommandSpec> COMMANDS =
      List.of(
          new CommandSpec("corr", "How closely they move", List.of()),
          new CommandSpec("phase", "The risk phase", List.of()),
          new CommandSpec("snooze", "No alerts", List.of()).changing(),
          new CommandSpec("test", "A sample", List.of()).forAdmins(),
          new CommandSpec("settings", "Wishes", List.of()).changing());

  final LocalTelegram server;
  final TelegramPlatform platform;
  final List<Request> requests = new CopyOnWriteArrayList<>();

  TestBot(LocalTelegram server, SeenUpdates seen) {
    this.server = server;
    platform = platform(server, seen);
  }

  static TestBot started() {
    return started(LocalTelegram.start());
  }

  static TestBot started(LocalTelegram server) {
    TestBot bot = new TestBot(server, inMemory());
    bot.start();
    return bot;
  }

  static TelegramPlatform platform(LocalTelegram server, SeenUpdates seen) {
    return new TelegramPlatform(
        server.settings(),
        COMMANDS,
        seen,
        Whereabouts.FORGOTTEN,
        Clock.systemUTC(),
        Nodes.ALONE,
        QUICK);
  }

  static SeenUpdates inMemory() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (platform, update) -> seen.add(platform + update);
  }

  void start() {
    platform.start(handler());
  }

  RequestHandler handler() {
    return new RequestHandler() {
      @Override
      public Optional<Message> answer(Request request) {
        return TestBot.this.answer(request);
      }

      @Override
      public boolean changes(Request request) {
        return request.command().equals("snooze") && !request.arguments().isEmpty();
      }
    };
  }

  /** Silent for what it does not know, as the real one is in groups. */
  Optional<Message> answer(Request request) {
    requests.add(request);
    if (request.command().equals("unknown")) {
      return Optional.empty();
    }
    if (request.command().equals("broken")) {
      throw new IllegalStateException("a bug");
    }
    String echo = (request.command() + " " + String.join(" ", request.arguments())).strip();
    Message.Builder message = Message.titled(echo);
    if (request.command().equals("snooze")) {
      if (!request.mayChange()) {
        return Optional.of(Message.titled("admins only").personal().build());
      }
      message.button("Undo", "snooze off");
    }
    if (request.command().equals("settings")) {
      message.inPlace().button("Light", "settings look light");
    }
    return Optional.of(message.build());
  }

  @Override
  public void close() {
    platform.close();
    server.close();
  }
}
