package lowtide.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import lowtide.chat.Words;
import lowtide.config.ConfigException;
import lowtide.config.ConfigFile;
import lowtide.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the config file was saved, whichever way: written over, replaced by another, or
 * reached through a link that points elsewhere now. It is read again as a whole, once it holds
 * still; one that is not valid changes nothing.
 */
final class ConfigWatch {
  private static final Logger log = LoggerFactory.getLogger(ConfigWatch.class);
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final byte[] UNREADABLE = "unreadable".getBytes(StandardCharsets.UTF_8);

  private final Path file;
  private final Map<String, String> environment;
  private final Clock wallClock;
  private byte[] known;
  private volatile Settings current;
  private volatile String status;

  /**
   * @param current what the file said when it was read
   */
  ConfigWatch(Path file, Map<String, String> environment, Settings current, Clock wallClock) {
    this.file = file;
    this.environment = environment;
    this.wallClock = wallClock;
    this.current = current;
    this.known = content();
    this.status = "";
  }

  /** One line for /status about the last change; empty before there was one. */
  String status() {
    return status;
  }

  /** Waits for the next settings; empty when {@code goesOn} says that there is no use. */
  Optional<Settings> next(BooleanSupplier goesOn) throws InterruptedException {
    byte[] pending = known;
    while (goesOn.getAsBoolean()) {
      Thread.sleep(LOOK.toMillis());
      byte[] now = content();
      boolean holdsStill = Arrays.equals(now, pending);
      pending = now;
      if (holdsStill && !Arrays.equals(now, known)) {
        known = now;
        Optional<Settings> changed = read();
        if (changed.isPresent()) {
          return changed;
        }
      }
    }
    return Optional.empty();
  }

  private byte[] content() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return UNREADABLE;
    }
  }

  private Optional<Settings> read() {
    Settings before = current;
    String at = wallClock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    try {
      Settings read = ConfigFile.read(file, environment);
      if (read.equals(before)) {
        log.info("{} was saved and says what it said", file);
        status = "";
        return Optional.empty();
      }
      if (!Objects.equals(read.store(), before.store())) {
        log.warn("{}: another store is used from the next start on", file);
      }
      String what =
          SettingsDiff.of(before, read).stream()
              .map(SettingsDiff.Change::path)
              .collect(Collectors.joining(", "));
      log.info("{} applies from now on; changed: {}", file, what);
      status = "Config: changed at %s (%s).".formatted(at, what);
      current = read;
      return Optional.of(read);
    } catch (ConfigException e) {
      log.error("{} is not valid: what ran goes on\n{}", file, e.getMessage());
      status =
          "Config: saved at %s but not valid, what ran goes on; %s"
              .formatted(at, Words.count(e.problems().size(), "problem"));
      return Optional.empty();
    }
  }
}
