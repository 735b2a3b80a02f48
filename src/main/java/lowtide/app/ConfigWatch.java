package lowtide.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
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

  /** A file that is empty or away is most often one that is being saved. */
  private static final int MIDWAY_LOOKS = 4;

  private static final byte[] UNREADABLE = "unreadable".getBytes(StandardCharsets.UTF_8);

  private final Path file;
  private final Map<String, String> environment;
  private final Clock wallClock;
  private byte[] known;
  private volatile Settings current;
  private volatile byte[] inForce;
  private volatile List<String> status;

  /** Is told what became of a saved file, before anything of it applies. */
  interface Listener {
    Listener NONE =
        new Listener() {
          @Override
          public void applies(Settings before, Settings after, List<SettingsDiff.Change> changes) {}

          @Override
          public void refused(String problems) {}
        };

    void applies(Settings before, Settings after, List<SettingsDiff.Change> changes);

    /**
     * @param problems in words, a line each
     */
    void refused(String problems);
  }

  /**
   * @param current what the file said when it was read
   */
  ConfigWatch(Path file, Map<String, String> environment, Settings current, Clock wallClock) {
    this.file = file;
    this.environment = environment;
    this.wallClock = wallClock;
    this.current = current;
    this.known = content();
    this.inForce = known;
    this.status = List.of("Config " + version(inForce) + ", in force since " + now());
  }

  /**
   * What is in force, since when, and what was changed by it or was wrong with a later one: a line,
   * then a line for each problem.
   */
  List<String> status() {
    return status;
  }

  /** A short name of what is in force, another one whenever a character of the file is. */
  String version() {
    return version(inForce);
  }

  /** What the file held that is in force. */
  byte[] inForce() {
    return inForce.clone();
  }

  private static String version(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Instant now() {
    return wallClock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Waits for the next settings; empty when {@code goesOn} says that there is no use. */
  Optional<Settings> next(BooleanSupplier goesOn, Listener listener) throws InterruptedException {
    byte[] pending = known;
    int still = 0;
    while (goesOn.getAsBoolean()) {
      Thread.sleep(LOOK.toMillis());
      byte[] now = content();
      still = Arrays.equals(now, pending) ? still + 1 : 0;
      pending = now;
      boolean midway = now == UNREADABLE || now.length == 0;
      if (still >= (midway ? MIDWAY_LOOKS : 1) && !Arrays.equals(now, known)) {
        known = now;
        Optional<Settings> changed = read(listener);
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

  private Optional<Settings> read(Listener listener) {
    Settings before = current;
    try {
      Settings read = ConfigFile.read(file, environment);
      if (read.equals(before)) {
        log.info("{} was saved and says what it said", file);
        inForce = known;
        status = List.of("Config " + version(inForce) + ", in force since " + now());
        return Optional.empty();
      }
      if (!Objects.equals(read.store(), before.store())) {
        log.warn("{}: another store is used from the next start on", file);
      }
      List<SettingsDiff.Change> changes = SettingsDiff.of(before, read);
      String what =
          changes.stream().map(SettingsDiff.Change::path).collect(Collectors.joining(", "));
      log.info("{} applies from now on; changed: {}", file, what);
      current = read;
      inForce = known;
      status =
          List.of(
              "Config %s, in force since %s; changed: %s".formatted(version(inForce), now(), what));
      listener.applies(before, read, changes);
      return Optional.of(read);
    } catch (ConfigException e) {
      log.error("{} is not valid: what ran goes on\n{}", file, e.getMessage());
      listener.refused(String.valueOf(e.getMessage()));
      List<String> lines = new ArrayList<>();
      lines.add(
          "Config %s goes on; what was saved at %s is not valid: %s"
              .formatted(version(inForce), now(), Words.count(e.problems().size(), "problem")));
      String.valueOf(e.getMessage()).lines().forEach(lines::add);
      status = List.copyOf(lines);
      return Optional.empty();
    }
  }
}
