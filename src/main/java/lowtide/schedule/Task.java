package lowtide.schedule;

import java.time.Duration;

/**
 * Something done again and again, never twice at a time.
 *
 * @param name unique, for logs
 * @param where whether every node does it, or one of them
 * @param every between two beginnings; a run that takes longer delays the next, which is then not
 *     made up for
 */
public record Task(String name, Where where, Duration every, Runnable body) {
  /** Who does it where several nodes share the work. */
  public enum Where {
    EVERY_NODE,
    ONE_NODE
  }

  public Task {
    if (every.isZero() || every.isNegative()) {
      throw new IllegalArgumentException("%s must recur after more than %s".formatted(name, every));
    }
  }

  /** Done by every node for itself. */
  public Task(String name, Duration every, Runnable body) {
    this(name, Where.EVERY_NODE, every, body);
  }

  /** Done by one node each time, whichever. */
  public static Task ofOneNode(String name, Duration every, Runnable body) {
    return new Task(name, Where.ONE_NODE, every, body);
  }

  /** The same task, done otherwise. */
  public Task with(Runnable otherwise) {
    return new Task(name, where, every, otherwise);
  }
}
