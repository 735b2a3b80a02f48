package lowtide.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.config.ConfigFile;
import lowtide.schedule.ClockSettings;

/**
 * A bot alone in a process, so that what it takes of threads, files and memory is its own and not
 * that of the servers around it.
 */
final class BotApart implements AutoCloseable {
  private final Process process;
  private final PrintStream orders;
  private final Path log;

  /** What a process holds: of the heap what is alive after a collection. */
  record Held(int threads, long files, long heapKilobytes) {
    static Held of(Process process) throws IOException {
      Path proc = Path.of("/proc", "" + process.pid());
      // First: what nobody refers to any more closes its files and ends its threads.
      long heap = alive(process) >> 10;
      try (var files = Files.list(proc.resolve("fd"));
          var threads = Files.list(proc.resolve("task"))) {
        return new Held((int) threads.count(), files.count(), heap);
      }
    }

    @Override
    public String toString() {
      return "threads %d, open files and connections %d, heap %,d KB"
          .formatted(threads, files, heapKilobytes);
    }
  }

  /** {@code CONFIG DATA START SPEED}; what comes in is when its clock was let go. */
  public static void main(String[] args) throws Exception {
    HeldClock clock =
        new HeldClock(new ClockSettings(Instant.parse(args[2]), Double.parseDouble(args[3])));
    try (Bot bot =
        new Bot(
            ConfigFile.read(Path.of(args[0]), Map.of("TELEGRAM", LocalTelegram.TOKEN)),
            Path.of(args[1]),
            clock,
            null,
            1)) {
      bot.start();
      StringBuilder line = new StringBuilder();
      for (int c = System.in.read(); c >= 0; c = System.in.read()) {
        if (c == '\n') {
          clock.letGo(Long.parseLong(line.toString()));
        } else {
          line.append((char) c);
        }
      }
    }
  }

  BotApart(Path config, Path data, ClockSettings clock, Path log) throws IOException {
    this.log = log;
    this.process =
        new ProcessBuilder(
                java("java"),
                "-XX:+UseSerialGC",
                // Else a part of what is dead stays, and counts as arrays of int.
                "-XX:MarkSweepDeadRatio=0",
                "-Xmx256m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                BotApart.class.getName(),
                config.toString(),
                data.toString(),
                clock.start().toString(),
                "" + clock.speed())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the bot has ended, see " + log);
    }
  }

  /**
   * @param nanos by {@link System#nanoTime}, which all processes of a machine share on Linux
   */
  void letGo(long nanos) {
    orders.print(nanos + "\n");
    orders.flush();
  }

  Held held() throws IOException {
    return Held.of(process);
  }

  /** The bytes of all objects that are reachable: the last line of the table. */
  private static long alive(Process process) throws IOException {
    Process table =
        new ProcessBuilder(java("jcmd"), "" + process.pid(), "GC.class_histogram").start();
    List<String> lines =
        new String(table.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    String total = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    if (!total.startsWith("Total")) {
      throw new IOException("no table of the heap from jcmd: " + total);
    }
    return Long.parseLong(total.strip().split(" +")[2]);
  }

  @Override
  public void close() throws Exception {
    orders.close();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the bot did not end within 30 s, see " + log);
    }
  }
}
