package lowtide.chat.telegram;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far the updates have been read, kept across the library's sessions.
 *
 * <p>The library drops every update up to the last it took, so what is skipped must be counted
 * apart from what was taken.
 */
final class Offset {
  private final AtomicInteger taken = new AtomicInteger();
  private volatile int skipped;

  /** Shared with the library, which moves it. */
  AtomicInteger taken() {
    return taken;
  }

  int next() {
    return Math.max(taken.get(), skipped) + 1;
  }

  void skip(int updateId) {
    skipped = Math.max(skipped, updateId);
  }

  /** Telegram may number updates anew after a quiet week. */
  void restart() {
    taken.set(0);
    skipped = 0;
  }
}
