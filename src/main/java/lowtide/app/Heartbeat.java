package lowtide.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file beside the store whose time tells a supervisor that the bot still looks at the market. */
final class Heartbeat {
  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration EVERY = Duration.ofSeconds(20);

  private final Path file;
  private final Clock wallClock;
  private Instant last = Instant.EPOCH;

  Heartbeat(Path data, Clock wallClock) {
    this.file = data.resolve("heartbeat");
    this.wallClock = wallClock;
  }

  void beat() {
    Instant now = wallClock.instant();
    if (now.isBefore(last.plus(EVERY))) {
      return;
    }
    last = now;
    try {
      if (Files.notExists(file)) {
        // Where the store is elsewhere, nobody has made the folder yet.
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(file);
      }
      Files.setLastModifiedTime(file, FileTime.from(now));
    } catch (IOException e) {
      log.warn("the heartbeat cannot be written to {}", file, e);
    }
  }
}
