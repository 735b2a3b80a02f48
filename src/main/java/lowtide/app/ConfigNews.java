package lowtide.app;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lowtide.alert.AuditLog;
import lowtide.alert.LevelMemory;
import lowtide.alert.LevelRule;
import lowtide.alert.Notices;
import lowtide.alert.Outbox;
import lowtide.alert.Subscription;
import lowtide.alert.Subscriptions;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.config.Settings;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelState;
import lowtide.store.StoreException;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlAuditLog;
import lowtide.store.sql.SqlBotAdmins;
import lowtide.store.sql.SqlNotices;
import lowtide.store.sql.SqlSubscriptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what a saved config file changed: the admins all of it, and the chats that heard of a
 * breach whose level is no longer watched that nothing more comes of it. Who changed what is kept.
 */
final class ConfigNews implements ConfigWatch.Listener {
  /** Where the audit log keeps what concerns no chat. */
  static final ChatId CONFIG = ChatId.of("terminal", "config");

  private static final Logger log = LoggerFactory.getLogger(ConfigNews.class);
  private static final int SHOWN = 12;
  private static final Duration SAME_CHANGE = Duration.ofMinutes(10);

  private final Path file;
  private final Database database;
  private final Settings settings;
  private final Clock wallClock;
  private final Notices notices;

  /**
   * @param database of the bot that runs, with these settings
   */
  ConfigNews(Path file, Database database, Settings settings, Clock wallClock) {
    this.settings = settings;
    this.file = file;
    this.database = database;
    this.wallClock = wallClock;
    this.notices = new SqlNotices(database, wallClock);
  }

  @Override
  public void applies(Settings before, Settings after, List<SettingsDiff.Change> changes) {
    safely(
        () -> {
          AuditLog audit = new SqlAuditLog(database, wallClock);
          String who = owner();
          for (SettingsDiff.Change change : changes) {
            audit.note(CONFIG, who, change.toString(), true);
          }
          Message.Builder message = Message.titled("The config file was changed and applies now");
          changes.stream().limit(SHOWN).forEach(change -> message.line(change.toString()));
          if (changes.size() > SHOWN) {
            message.line("And %d more.".formatted(changes.size() - SHOWN));
          }
          notices.owe(
              id("config", changes.toString()),
              message.build(),
              admins(after),
              Outbox.Lane.BROADCAST);
          closeLevels(before, after);
        });
  }

  @Override
  public void refused(String problems) {
    safely(
        () -> {
          Message.Builder message =
              Message.titled("The config file was saved but is not valid: what ran goes on")
                  .tone(Message.Tone.WARNING);
          problems.lines().limit(SHOWN).forEach(message::line);
          notices.owe(
              id("config", problems), message.build(), admins(settings), Outbox.Lane.URGENT);
        });
  }

  private List<ChatId> admins(Settings of) {
    return new SqlBotAdmins(database, of.admins()).chats();
  }

  /** Of nodes that read the same change at about the same time one tells. */
  private String id(String what, String content) {
    return database.isShared()
        ? "%s/%08x/%d"
            .formatted(
                what,
                content.hashCode(),
                wallClock.instant().getEpochSecond() / SAME_CHANGE.toSeconds())
        : "%s/%s".formatted(what, wallClock.instant());
  }

  /** Whoever heard of a breach is to hear that its end will not be told. */
  private void closeLevels(Settings before, Settings after) {
    var states = new SqlAlertStore(database, wallClock, after.delivery()).states();
    for (LevelSettings watched : before.signals().levels()) {
      if (!(states.get(LevelRule.key(watched.instrument())) instanceof LevelMemory memory)) {
        continue;
      }
      List<String> closed = new ArrayList<>();
      for (LevelState level : memory.levels().levels()) {
        if (level.side() == LevelState.Side.BEYOND
            && !isWatched(after, watched.instrument(), level.level())) {
          closed.add(Words.price(level.level()));
        }
      }
      if (!closed.isEmpty()) {
        notices.owe(
            id("closed/" + watched.instrument(), closed.toString()),
            Message.titled(
                    "%s %s: no longer watched"
                        .formatted(watched.instrument(), String.join(" and ", closed)))
                .line("It was breached. Nothing more is told about it.")
                .build(),
            subscribers(),
            Outbox.Lane.BROADCAST);
      }
    }
  }

  private static boolean isWatched(Settings settings, String instrument, BigDecimal level) {
    return settings.signals().levels().stream()
        .filter(one -> one.instrument().equals(instrument))
        .anyMatch(
            one ->
                one.levels().stream().anyMatch(known -> known.compareTo(level) == 0)
                    || one.targets().stream().anyMatch(known -> known.compareTo(level) == 0));
  }

  private List<ChatId> subscribers() {
    Subscriptions subscriptions = new SqlSubscriptions(database);
    return subscriptions.all().stream()
        .filter(chat -> chat.topics().contains(Topic.LEVELS))
        .map(Subscription::chat)
        .toList();
  }

  /** Who saved it, as far as the machine can tell. */
  private String owner() {
    try {
      return Files.getOwner(file).getName();
    } catch (IOException | UnsupportedOperationException e) {
      return "unknown";
    }
  }

  /** News that cannot be stored must not keep a valid config from applying. */
  private static void safely(Runnable telling) {
    try {
      telling.run();
    } catch (StoreException e) {
      log.warn("what the config file changed is not told: {}", e.getMessage());
    }
  }
}
