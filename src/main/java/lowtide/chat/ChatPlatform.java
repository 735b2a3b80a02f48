package lowtide.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat platform: takes commands in, sends messages out.
 *
 * <p>Contract: {@link #start} returns at once and never throws for network trouble; the adapter
 * keeps trying in the background, with back-off, and says so in {@link #health}. {@link #send}
 * blocks for at most its own time-out, can be called from any thread and reports every expected
 * outcome as a {@link Delivery}. {@link #close} returns within 10 s and leaves no thread behind. No
 * text that an adapter logs, throws or returns holds the token.
 */
public interface ChatPlatform extends AutoCloseable {
  /** {@code telegram}, {@code discord} or {@code terminal}: the first part of its chats' ids. */
  String name();

  /** Begins to receive commands. Answers go back to where the request came from. */
  void start(RequestHandler handler);

  /**
   * Whether this node can send at the moment. Where it cannot, what is owed is left as it is, to be
   * sent later or by another node.
   */
  default boolean sends() {
    return true;
  }

  /**
   * Sends a message that the outbox owes.
   *
   * @param notification stable id; the platform uses it to drop duplicates where it can
   */
  Delivery send(ChatId chat, String notification, Message message);

  Health health();

  @Override
  void close();

  /**
   * How the connection stands.
   *
   * @param detail one line for people, e.g. {@code polling, last answer 3 s ago}
   * @param since when that began; null where it is not known or of no use
   */
  record Health(State state, String detail, @Nullable Instant since) {
    public Health(State state, String detail) {
      this(state, detail, null);
    }

    public enum State {
      STARTING,
      UP,
      /** Not now; it keeps trying. */
      DOWN,
      /** For good, until somebody changes something (token revoked). */
      STOPPED
    }
  }
}
