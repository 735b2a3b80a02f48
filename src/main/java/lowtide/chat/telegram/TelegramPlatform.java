package lowtide.chat.telegram;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform;
import lowtide.chat.CommandSpec;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.Nodes;
import lowtide.chat.Pace;
import lowtide.chat.RequestHandler;
import lowtide.chat.SeenUpdates;
import lowtide.chat.Whereabouts;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Telegram as a chat platform: long polling in, paced sends out. */
public final class TelegramPlatform implements ChatPlatform {
  static final String NAME = "telegram";

  /** Below 30 a second in all, 1 a second in a chat and 20 a minute in a group. */
  private static final Pace.Limits LIMITS = new Pace.Limits(27, 60, 20);

  private static final Pattern CHAT = Pattern.compile("-?[0-9]{1,19}|@[A-Za-z0-9_]{1,64}");
  private static final Pattern TOPIC = Pattern.compile("[0-9]{1,9}");

  private final TelegramSettings settings;
  private final CommandMenu menu;
  private final SeenUpdates seen;
  private final Whereabouts whereabouts;
  private final Timing timing;
  private final Pace pace;
  private final Nodes.Share poll;
  private final Link link;
  private final Redaction redaction;
  private final Offset offset = new Offset();
  private final RetryPause pollPause;
  private final PollAnswers pollAnswers;
  private final Clients clients;
  private final BotApi api;
  private final Sender sender;
  private final Members members;
  private final Progress progress = new Progress();
  private volatile @Nullable Connection connection;
  private @Nullable Replies replies;
  private @Nullable Presses presses;
  private volatile boolean closed;

  /**
   * @param clock the real one, whatever clock the market runs on: Telegram's limits count real
   *     seconds
   */
  public TelegramPlatform(
      TelegramSettings settings,
      List<CommandSpec> commands,
      SeenUpdates seen,
      Whereabouts whereabouts,
      Clock clock) {
    this(settings, commands, seen, whereabouts, clock, Nodes.ALONE);
  }

  /**
   * @param nodes all of them send, one polls
   */
  public TelegramPlatform(
      TelegramSettings settings,
      List<CommandSpec> commands,
      SeenUpdates seen,
      Whereabouts whereabouts,
      Clock clock,
      Nodes nodes) {
    this(settings, commands, seen, whereabouts, clock, nodes, Timing.STANDARD);
  }

  TelegramPlatform(
      TelegramSettings settings,
      List<CommandSpec> commands,
      SeenUpdates seen,
      Whereabouts whereabouts,
      Clock clock,
      Nodes nodes,
      Timing timing) {
    this.settings = settings;
    this.seen = seen;
    this.whereabouts = whereabouts;
    this.timing = timing;
    menu = new CommandMenu(commands);
    pace = new Pace(NAME, LIMITS, clock, nodes);
    poll = nodes.share(NAME, 1);
    link = new Link(clock);
    redaction = new Redaction(settings.token());
    pollPause = new RetryPause(timing, new Random());
    pollAnswers =
        new PollAnswers(
            offset, pollPause, link, redaction, timing.longPoll().dividedBy(10), () -> poll.has(0));
    clients = new Clients(timing, redaction, pollAnswers);
    api = new BotApi(settings, clients.sending(), redaction);
    sender = new Sender(api, pace, link);
    Set<String> changing =
        commands.stream()
            .filter(CommandSpec::changes)
            .map(CommandSpec::name)
            .collect(Collectors.toSet());
    members = new Members(api, clock, changing);
  }

  /** Loads what the first connection needs and takes a while: beside other work. */
  public static void load() {
    OkHttpClient unused = new OkHttpClient();
    UpdateMapper.load();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized void start(RequestHandler handler) {
    if (connection != null || closed) {
      throw new IllegalStateException("telegram was started or closed before");
    }
    Replies answering = new Replies(handler, members, sender, pace, timing);
    Presses pressing = new Presses(handler, members, api, answering);
    UpdateDesk desk = new UpdateDesk(seen, whereabouts, this::ourName, answering, pressing);
    Polling polling =
        new Polling(settings, timing, offset, pollPause, pollAnswers, clients.polling(), desk);
    RetryPause connectPause = new RetryPause(timing, new Random());
    replies = answering;
    presses = pressing;
    connection = new Connection(api, polling, () -> poll.has(0), link, menu, timing, connectPause);
    connection.start();
  }

  // Takes no lock: the polling thread asks, and close() waits for that thread.
  private String ourName() {
    Connection current = connection;
    return current == null ? "" : current.name();
  }

  @Override
  public Delivery send(ChatId chat, String notification, Message message) {
    boolean written =
        chat.platform().equals(NAME)
            && CHAT.matcher(chat.chat()).matches()
            && (chat.thread() == null || TOPIC.matcher(chat.thread()).matches());
    if (!written) {
      return new Delivery.Rejected("not a telegram chat: " + chat);
    }
    List<Part> parts = TelegramRenderer.render(message);
    Progress.Sent sent = progress.of(chat, notification);
    while (sent == null || sent.parts() < parts.size()) {
      Delivery delivery = next(chat, parts.get(sent == null ? 0 : sent.parts()));
      if (!(delivery instanceof Delivery.Sent one)) {
        return delivery;
      }
      sent = progress.advance(chat, notification, one.messageId());
    }
    return new Delivery.Sent(sent.messageId());
  }

  private Delivery next(ChatId chat, Part part) {
    if (link.stopped()) {
      return closed
          ? new Delivery.Failed("telegram is closed")
          : new Delivery.Unauthorized(link.health().detail());
    }
    Optional<Pace.Wait> wait = pace.tryTake(chat.chat(), Sender.isGroup(chat));
    return wait.isPresent()
        ? new Delivery.Paced(wait.get().delay(), wait.get().platformWide())
        : sender.send(chat, part);
  }

  @Override
  public Health health() {
    return link.health();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    link.close();
    clients.cancelAll();
    if (connection != null) {
      connection.close();
    }
    if (presses != null) {
      presses.close();
    }
    if (replies != null) {
      replies.close();
    }
    clients.close();
    poll.close();
  }
}
