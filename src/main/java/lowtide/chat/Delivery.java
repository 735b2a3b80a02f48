package lowtide.chat;

import java.time.Duration;

/** How an attempt to send a message ended. */
public sealed interface Delivery {

  /** The platform took it. */
  record Sent(String messageId) implements Delivery {}

  /**
   * Not now: our own pace below the platform's limits wants us to wait. Nothing was asked of it.
   *
   * @param platformWide whether every chat of the platform has to wait, not this one alone
   */
  record Paced(Duration delay, boolean platformWide) implements Delivery {}

  /**
   * Not now: the platform wants us to wait. Costs no attempt.
   *
   * @param platformWide whether every chat of the platform has to wait, not this one alone
   */
  record RetryAfter(Duration delay, boolean platformWide, String reason) implements Delivery {}

  /** Something passing (5xx, I/O): try again with back-off. */
  record Failed(String reason) implements Delivery {}

  /** This message will never be taken: do not try again. */
  record Rejected(String reason) implements Delivery {}

  /** The chat cannot be written to (blocked, kicked, deleted): cancel what it is owed. */
  record Gone(String reason) implements Delivery {}

  /** The chat has a new id: rewrite what is stored, then send there. */
  record Moved(ChatId to) implements Delivery {}

  /** The platform no longer accepts us (token revoked): stop sending to it. */
  record Unauthorized(String reason) implements Delivery {}
}
