package lowtide.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.config.ConfigException;
import lowtide.config.ConfigFile;

/**
 * From an update to its answer with a chart, over HTTP to a local Telegram, the whole bot between.
 *
 * @param median in ms
 * @param p99 in ms
 */
public record AnswerTime(double median, double p99) {
  private static final int WARM_UP = 100;
  private static final int ASKED = 300;

  /** Telegram's pace is kept here too: no answer is to wait for the one before. */
  private static final int PAUSE_MS = 40;

  /**
   * Asks for correlations of other windows and pairs each time, so that no chart is drawn before.
   *
   * @throws IllegalStateException if an answer has no chart
   */
  public static AnswerTime measure() {
    try (LocalTelegram telegram = LocalTelegram.start()) {
      Path folder = Files.createTempDirectory("lowtide-answers");
      Path file = folder.resolve("lowtide.yml");
      Files.writeString(
          file,
          Files.readString(Path.of("config/lowtide.yml")).replace("use: live", "use: simulated")
              + "clock: {start: 2026-01-05, speed: 1}\ntelegram: {token: env:TELEGRAM, url: \"%s\"}\n"
                  .formatted(telegram.url()));
      try (Bot bot =
          new Bot(
              ConfigFile.read(file, Map.of("TELEGRAM", LocalTelegram.TOKEN)),
              folder.resolve("data"),
              Clock.systemUTC(),
              null,
              7)) {
        bot.start();
        double[] times = new double[ASKED];
        for (int i = -WARM_UP; i < ASKED; i++) {
          times[Math.max(0, i)] = ask(telegram, 10_000 + i, i + WARM_UP);
          Thread.sleep(PAUSE_MS);
        }
        Arrays.sort(times);
        return new AnswerTime(times[ASKED / 2], times[ASKED * 99 / 100]);
      }
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static double ask(LocalTelegram telegram, long chat, int turn)
      throws InterruptedException {
    String pair = List.of("BTC PSCT", "ETH PSCT", "BTC QQQ", "SOL IWM").get(turn % 4);
    int before = telegram.sent().size();
    long asked = System.nanoTime();
    telegram.say(chat, "/corr " + pair + " " + (30 + turn / 4 % 60));
    while (telegram.sent().size() == before) {
      Thread.sleep(5); // the answer carries its own time
    }
    LocalTelegram.Sent answer = telegram.sent().get(before);
    if (answer.photo().length == 0) {
      throw new IllegalStateException("no chart with: " + answer.text());
    }
    return (answer.nanos() - asked) / 1e6;
  }
}
