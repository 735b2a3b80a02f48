package lowtide.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lowtide.chat.ChatPlatform;
import lowtide.store.StoreException;
import lowtide.watch.Health;

/** Whether the bot is alive, and ready. */
final class Vitals implements Health {
  /** The market is looked at every few seconds: after so long nobody does any more. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

  /** Below this the store soon takes nothing any more. */
  private static final long ROOM = 16L << 20;

  private final Watching.Subject of;
  private final Path data;
  private final Clock wallClock;
  private final Supplier<Instant> lastBeat;

  /**
   * @param lastBeat when the market was last looked at
   */
  Vitals(Watching.Subject of, Path data, Clock wallClock, Supplier<Instant> lastBeat) {
    this.of = of;
    this.data = data;
    this.wallClock = wallClock;
    this.lastBeat = lastBeat;
  }

  @Override
  public List<String> dead() {
    Duration silence = Duration.between(lastBeat.get(), wallClock.instant());
    return silence.compareTo(LONGEST_SILENCE) > 0
        ? List.of("the market was last looked at %d s ago".formatted(silence.toSeconds()))
        : List.of();
  }

  @Override
  public List<String> unready() {
    List<String> problems = new ArrayList<>(dead());
    if (!of.feed().isFilled()) {
      problems.add("history is still being fetched");
    }
    try {
      of.outbox().backlog();
    } catch (StoreException e) {
      problems.add("the store: " + e.getMessage());
    }
    fullDisk().ifPresent(problems::add);
    for (ChatPlatform platform : of.platforms()) {
      if (platform.health().state() != ChatPlatform.Health.State.UP) {
        problems.add(
            "%s: %s, %s"
                .formatted(platform.name(), platform.health().state(), platform.health().detail()));
      }
    }
    return problems;
  }

  private Optional<String> fullDisk() {
    try {
      long free = Files.getFileStore(data).getUsableSpace();
      return free >= ROOM
          ? Optional.empty()
          : Optional.of(
              "the disk of %s is nearly full: %,d kB are free"
                  .formatted(data.toAbsolutePath(), free >> 10));
    } catch (IOException e) {
      return Optional.of("%s: %s".formatted(data, StoreException.firstLine(e)));
    }
  }
}
