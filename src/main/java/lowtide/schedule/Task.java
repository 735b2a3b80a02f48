package lowtide.schedule;

import java.time.Duration;

/**
 * Something done again and again, never twice at a time.
 *
 * @param name unique, for logs
 * @param every between two beginnings; a run that takes longer delays the next, which is then not
 *     made up for
 */
public record Task(String name, Duration every, Runnable body) {
  public Task {
    if (every.isZero() || every.isNegative()) {
      throw new IllegalArgumentException("%s must recur after more than %s".formatted(name, every));
    }
  }
}
