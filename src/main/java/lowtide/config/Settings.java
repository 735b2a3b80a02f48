package lowtide.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import lowtide.alert.DeliverySettings;
import lowtide.alert.OwnLimits;
import lowtide.alert.Subscription;
import lowtide.chat.ChatId;
import lowtide.chat.discord.DiscordSettings;
import lowtide.chat.telegram.TelegramSettings;
import lowtide.market.source.LiveSources;
import lowtide.market.source.SourceSettings;
import lowtide.market.source.Venue;
import lowtide.schedule.ClockSettings;
import lowtide.schedule.PollSettings;
import lowtide.signal.SignalSettings;
import lowtide.store.postgres.PostgresSettings;
import lowtide.watch.WatchSettings;
import org.jspecify.annotations.Nullable;

/**
 * Everything the config file says, checked.
 *
 * @param feed where prices come from
 * @param sources how the live sources are reached
 * @param store null for a file in the data folder
 * @param cooldown how long the same alert about the same level is not sent again
 * @param repeat after how long a breach that goes on is told again, then after twice as long and so
 *     on; zero for never
 * @param delivery for how long messages matter
 * @param hoursKept for how long hourly bars are kept; daily ones are for good
 * @param own how many rules chats may make by command
 * @param chats who gets which alerts from the first start on
 * @param admins who may change every chat, as {@code platform:user}
 * @param clock null for real time
 * @param telegram null where Telegram is not used; likewise {@code discord}
 * @param terminal whether this terminal is a chat too
 * @param watch null for nowhere
 * @param jsonLog whether each line of the log is a JSON object
 */
public record Settings(
    List<LiveSources.Watched> instruments,
    Feed feed,
    Map<Venue, SourceSettings> sources,
    PollSettings polling,
    SignalSettings signals,
    @Nullable PostgresSettings store,
    Duration cooldown,
    Duration repeat,
    DeliverySettings delivery,
    Duration hoursKept,
    OwnLimits own,
    List<Subscription> chats,
    List<ChatId> admins,
    @Nullable ClockSettings clock,
    @Nullable TelegramSettings telegram,
    @Nullable DiscordSettings discord,
    boolean terminal,
    @Nullable WatchSettings watch,
    boolean jsonLog) {

  public static final Duration DEFAULT_COOLDOWN = Duration.ofMinutes(30);

  /** Hourly bars are fetched for two years, and not to be fetched again. */
  public static final Duration SHORTEST_HOURS = Duration.ofDays(750);

  public static final Duration DEFAULT_HOURS = Duration.ofDays(1096);

  public Settings {
    instruments = List.copyOf(instruments);
    sources = Map.copyOf(sources);
    chats = List.copyOf(chats);
    admins = List.copyOf(admins);
  }

  /** Where prices come from. */
  public enum Feed {
    LIVE,
    /** Bars that were imported, through the clock. */
    HISTORY,
    SIMULATED
  }

  /** The same watched in a simulated market, in the terminal alone. */
  public Settings simulated(ClockSettings simulatedClock, List<Subscription> onlyChats) {
    return new Settings(
        instruments,
        Feed.SIMULATED,
        sources,
        polling,
        signals,
        null, // a demo writes to nobody's database
        cooldown,
        repeat,
        delivery,
        hoursKept,
        own,
        onlyChats,
        List.of(),
        simulatedClock,
        null,
        null,
        true,
        null,
        false);
  }

  /** The same, done this often: for a clock that runs fast. */
  public Settings faster(Duration every) {
    return new Settings(
        instruments,
        feed,
        sources,
        new PollSettings(every, every, every, every, every),
        signals,
        store,
        cooldown,
        repeat,
        delivery,
        hoursKept,
        own,
        chats,
        admins,
        clock,
        telegram,
        discord,
        terminal,
        watch,
        jsonLog);
  }
}
