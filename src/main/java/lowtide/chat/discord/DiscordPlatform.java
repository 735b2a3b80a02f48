package lowtide.chat.discord;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform;
import lowtide.chat.CommandSpec;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
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

  private final DiscordSettings settings;
  private final Pace pace;
  private final List<CommandData> commands;
  private final List<CommandSpec> specs;
  private final SeenUpdates seen;
  private final Whereabouts whereabouts;
  private final Clock clock;
  private final DiscordRenderer renderer = new DiscordRenderer();
  private final DiscordLink link;
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
    this(settings, commands, seen, whereabouts, clock, Pace.LIVE, new Random());
  }

  DiscordPlatform(
      DiscordSettings settings,
      List<CommandSpec> commands,
      SeenUpdates seen,
      Whereabouts whereabouts,
      Clock clock,
      Pace pace,
      RandomGenerator random) {
    this.settings = settings;
    this.pace = pace;
    this.commands = SlashCommands.of(commands);
    this.specs = List.copyOf(commands);
    this.seen = seen;
    this.whereabouts = whereabouts;
    this.clock = clock;
    this.link = new DiscordLink(settings, pace, clock, random);
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
    List<EventListener> listeners = new ArrayList<>(taking.all());
    listeners.add(new CommandMenu(commands, pace.longestRetry(), settings.token()));
    link.start(listeners);
  }

  @Override
  public Delivery send(ChatId chat, String notification, Message message) {
    if (link.isRefused()) {
      return new Delivery.Unauthorized(link.health().detail());
    }
    JDA jda = link.jda();
    if (jda == null) {
      return new Delivery.Failed("Discord is not connected: " + link.health().detail());
    }
    Delivery delivery = post.send(jda, chat, notification, message);
    if (delivery instanceof Delivery.Unauthorized refused) {
      link.refuse(refused.reason());
    }
    return delivery;
  }

  @Override
  public Health health() {
    return link.health();
  }

  @Override
  public void close() {
    // So that a later start() does nothing.
    started.set(true);
    link.close();
    SlashListener open = listener;
    if (open != null) {
      open.close();
    }
  }
}
