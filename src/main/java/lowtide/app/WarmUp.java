package lowtide.app;

import java.time.LocalDate;
import lowtide.chat.discord.DiscordPlatform;
import lowtide.chat.telegram.TelegramPlatform;
import lowtide.config.Settings;
import lowtide.market.TradingCalendar;
import lowtide.store.sqlite.SqliteDatabase;
import org.slf4j.LoggerFactory;

/**
 * Loads what takes a while to load beside other work: a start is mostly the loading of classes, and
 * most machines have a second core.
 */
final class WarmUp {
  private WarmUp() {}

  /** What nearly every command needs: beside the reading of the config. */
  static void begin() {
    beside(
        () -> {
          LoggerFactory.getILoggerFactory();
          SqliteDatabase.loadDriver();
          TradingCalendar.NEW_YORK.isSession(LocalDate.EPOCH);
        });
  }

  /** What the platforms need that are configured: while the bot is put together. */
  static void of(Settings settings) {
    beside(
        () -> {
          if (settings.discord() != null) {
            DiscordPlatform.load();
          }
          if (settings.telegram() != null) {
            TelegramPlatform.load();
          }
        });
  }

  private static void beside(Runnable loading) {
    Thread thread = new Thread(loading, "warm-up");
    thread.setDaemon(true);
    // Whoever needs what could not be loaded says so.
    thread.setUncaughtExceptionHandler((t, failure) -> {});
    thread.start();
  }
}
