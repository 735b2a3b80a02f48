package lowtide.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lowtide.alert.ChatPolicy;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.config.ConfigFile;
import lowtide.config.Settings;
import lowtide.store.sql.SqlChatPolicies;
import lowtide.store.sql.SqlSubscriptions;
import lowtide.store.sqlite.SqliteDatabase;

/** A day of a simulated market in time-lapse, for ten chats that all want something else. */
public final class DayRun {
  private static final int SPEED = 5_400;
  private static final int CHATS = 10;

  private DayRun() {}

  /**
   * What came out.
   *
   * @param samples of threads, open files, heap in MB and the store in kB, from warm to the end
   */
  public record Result(int hours, int messages, List<long[]> samples) {
    public boolean isGood() {
      long[] first = samples.get(0);
      long[] last = samples.get(samples.size() - 1);
      return last[0] <= first[0] + 3
          && last[1] <= first[1] + 5
          && last[2] <= first[2] + 8
          && last[3] <= first[3] + 4_096;
    }

    @Override
    public String toString() {
      return "%d h of a simulated market at %,d times its speed, %d chats: %d messages; threads %s, open files %s, heap %s MB, store %s kB; %s"
          .formatted(
              hours,
              SPEED,
              CHATS,
              messages,
              column(0),
              column(1),
              column(2),
              column(3),
              isGood() ? "good" : "NOT GOOD");
    }

    private String column(int i) {
      return samples.stream().map(sample -> "" + sample[i]).collect(Collectors.joining(" "));
    }
  }

  public static Result run(int hours) throws Exception {
    Path folder = Files.createTempDirectory("lowtide-day");
    Path data = folder.resolve("data");
    wishes(data);
    try (LocalTelegram telegram = LocalTelegram.start();
        Bot bot = new Bot(settings(folder, telegram), data, Clock.systemUTC(), null, 7)) {
      bot.start();
      List<long[]> samples = new ArrayList<>();
      long seconds = hours * 3_600L / SPEED;
      for (long second = 0; second < seconds; second++) {
        telegram.say(1 + second % CHATS, second % 2 == 0 ? "/dip" : "/phase");
        Thread.sleep(1_000);
        if (second * 6 % seconds < 6 && second * 3 >= seconds) {
          samples.add(sample(data));
        }
      }
      return new Result(hours, telegram.sent().size(), samples);
    }
  }

  private static void wishes(Path data) {
    try (SqliteDatabase database = SqliteDatabase.open(data)) {
      SqlSubscriptions subscriptions = new SqlSubscriptions(database);
      SqlChatPolicies policies = new SqlChatPolicies(database);
      Topic[] topics = Topic.values();
      IntStream.rangeClosed(1, CHATS)
          .forEach(
              i -> {
                ChatId chat = ChatId.of("telegram", "" + i);
                subscriptions.set(
                    chat, i % 2 == 0 ? EnumSet.allOf(Topic.class) : Set.of(topics[i % 4]));
                if (i % 3 == 0) {
                  policies.quiet(
                      chat,
                      new ChatPolicy.QuietHours(
                          LocalTime.of(i, 0), LocalTime.of(i + 1, 0), ZoneId.of("UTC")));
                }
                if (i == 7) {
                  policies.mute(chat, "levels:BTC");
                }
              });
    }
  }

  private static Settings settings(Path folder, LocalTelegram telegram) throws Exception {
    Path file = folder.resolve("lowtide.yml");
    Files.writeString(
        file,
        """
        instruments:
          BTC: {name: Bitcoin, kind: crypto}
          PSCT: {name: Small-cap tech, kind: equity}
          IWM: {name: Russell 2000, kind: equity}
        sources: {use: simulated}
        polling: {prices: 100ms, deliver: 100ms}
        levels: {watch: {BTC: [119000, 116000]}, cooldown: 1m}
        clock: {start: 2025-07-10, speed: %d}
        terminal: false
        telegram: {token: env:TELEGRAM, url: "%s"}
        """
            .formatted(SPEED, telegram.url()));
    return ConfigFile.read(file, Map.of("TELEGRAM", LocalTelegram.TOKEN));
  }

  private static long[] sample(Path data) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new long[] {
      ManagementFactory.getThreadMXBean().getThreadCount(),
      count(Path.of("/proc/self/fd")),
      (runtime.totalMemory() - runtime.freeMemory()) >> 20,
      size(data) >> 10
    };
  }

  private static long count(Path folder) {
    try (var files = Files.list(folder)) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path folder) {
    try (var files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
