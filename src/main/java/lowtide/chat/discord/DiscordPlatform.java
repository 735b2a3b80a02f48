package lowtide.chat.discord;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform;
import lowtide.chat.CommandSpec;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.Nodes;
import lowtide.chat.RequestHandler;
import lowtide.chat.SeenUpdates;
import lowtide.chat.Whereabouts;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import org.jspecify.annotations.Nullable;

/** Discord: slash commands in, embeds out. */
public final class DiscordPlatform implements ChatPlatform {
  static final String NAME = "discord";

  /** Discord takes 50 requests a second from a bot; the library keeps each channel's limit. */
  private static final lowtide.chat.Pace.Limits LIMITS =
      new lowtide.chat.Pace.Limits(45, 3_000, 3_000);

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final int MOST_WAITS = 50;

  private final DiscordSettings settings;
  private final Pace pace;
  private final List<CommandData> commands;
  private final List<CommandSpec> specs;
  private final SeenUpdates seen;
  private final Whereabouts whereabouts;
  private final Clock clock;
  private final DiscordRenderer renderer = new DiscordRenderer();
  private final RandomGenerator random;
  private final lowtide.chat.Pace limits;
  private final Turns turns;
  private final Shards shards;
  private final ChannelPost post;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile @Nullable SlashListener listener;

  /**
   * @throws IllegalArgumentException if Discord would refuse a command
   */
  public DiscordPlatform(
      DiscordSettings settings,
      List<CommandSpec> commands,
      SeenUpdates seen,
      Whereabouts whereabouts,
      Clock clock) {
    this(settings, commands, seen, whereabouts, clock, Nodes.ALONE);
  }

  /**
   * The same for a node of several, which have the shards between them. Messages need no shard:
   * whoever has any sends to every channel.
   *
   * @throws IllegalArgumentException if Discord would refuse a command
   */
  public DiscordPlatform(
      DiscordSettings settings,
      List<CommandSpec> commands,
      SeenUpdates seen,
      Whereabouts whereabouts,
      Clock clock,
      Nodes nodes) {
    this(settings, commands, seen, whereabouts, clock, nodes, Pace.LIVE, new Random());
  }

  DiscordPlatform(
      DiscordSettings settings,
      List<CommandSpec> commands,
      SeenUpdates seen,
      Whereabouts whereabouts,
      Clock clock,
      Nodes nodes,
      Pace pace,
      RandomGenerator random) {
    this.settings = settings;
    this.pace = pace;
    this.commands = SlashCommands.of(commands);
    this.specs = List.copyOf(commands);
    this.seen = seen;
    this.whereabouts = whereabouts;
    this.clock = clock;
    this.random = random;
    this.limits = new lowtide.chat.Pace(NAME, LIMITS, clock, nodes);
    this.turns = new Turns(pace.identify(), nodes);
    this.shards = new Shards(settings.shards(), nodes.share(NAME, settings.shards()), this::open);
    this.post = new ChannelPost(renderer, pace, settings.token(), new UnknownChannels(pace, clock));
  }

  /** Loads what the first connection needs and takes a while: beside other work. */
  public static void load() {
    DiscordSession.load();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start(RequestHandler handler) {
    if (!started.compareAndSet(false, true)) {
      return;
    }
    InteractionAnswer answers = new InteractionAnswer(renderer, pace.request(), settings.token());
    SlashListener taking =
        new SlashListener(handler, specs, seen, whereabouts, answers, clock, settings.token());
    listener = taking;
    shards.start();
  }

  private DiscordLink open(int shard) {
    List<EventListener> listening = new ArrayList<>();
    listening.addAll(Objects.requireNonNull(listener).all());
    if (shard == 0) {
      // One menu for all servers.
      listening.add(new CommandMenu(commands, pace.longestRetry(), settings.token()));
    }
    DiscordLink link = new DiscordLink(settings, shard, turns::next, pace, clock, random);
    link.start(listening);
    return link;
  }

  /** Without a shard there is no connection to send by: others have some. */
  @Override
  public boolean sends() {
    return shards.isRefused() || shards.of("") != null;
  }

  @Override
  public Delivery send(ChatId chat, String notification, Message message) {
    if (shards.isRefused()) {
      return new Delivery.Unauthorized(shards.health().detail());
    }
    String channel = ChannelPost.channel(chat);
    DiscordLink link = shards.of(channel);
    JDA jda = link == null ? null : link.jda();
    if (link == null || jda == null) {
      return new Delivery.Failed("Discord is not connected: " + shards.health().detail());
    }
    Optional<lowtide.chat.Pace.Wait> wait = waitForTurn(channel);
    if (wait.isPresent()) {
      return new Delivery.Paced(wait.get().delay(), wait.get().platformWide());
    }
    Delivery delivery = post.send(jda, shards.isWhole(), chat, notification, message);
    if (delivery instanceof Delivery.Unauthorized refused) {
      link.refuse(refused.reason());
    }
    return delivery;
  }

  /** Turns come every 22 ms: not worth to go away and come back. */
  private Optional<lowtide.chat.Pace.Wait> waitForTurn(String channel) {
    for (int waited = 0; waited < MOST_WAITS; waited++) {
      Optional<lowtide.chat.Pace.Wait> wait = limits.tryTake(channel, false);
      if (wait.isEmpty() || wait.get().delay().compareTo(SHORT) > 0) {
        return wait;
      }
      try {
        Thread.sleep(wait.get().delay().toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return wait;
      }
    }
    return Optional.empty(); // time has passed, whatever the clock says
  }

  @Override
  public Health health() {
    return shards.health();
  }

  @Override
  public void close() {
    // So that a later start() does nothing.
    started.set(true);
    shards.close();
    SlashListener open = listener;
    if (open != null) {
      open.close();
    }
  }
}
