package lowtide.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import org.jspecify.annotations.Nullable;

/**
 * The messages owed to chats.
 *
 * <p>Contract: every call is one committed transaction. A message is owed until it is settled by
 * {@link #sent}, {@link #dead} or {@link #gone}, was superseded by a newer alert of its rule, or
 * came too late and is named by a later one. Only who holds the lease of a message settles it.
 * Within a chat messages come in the order in which they were owed. All times are wall-clock times:
 * they concern the platforms, whatever time the market clock shows. {@code now} is a clock's that
 * never jumps, as leases and retries go by it.
 */
public interface Outbox {
  /** What goes first. Answers to people do not pass through here: they overtake all of it. */
  enum Lane {
    URGENT,
    BROADCAST,
    DIGEST
  }

  /**
   * Leases the next messages of the platform to {@code owner} until {@code until}: of each chat the
   * oldest one owed, if its time has come and nobody holds it; urgent ones first, alerts taking
   * turns. What is news no longer, and what was held until now, comes as one message of the chat:
   * the newest such stands for all of them, {@link Owed#missed()} in number.
   *
   * @param wallNow by which news grow old
   */
  List<Owed> claim(
      String platform, String owner, Instant now, Instant wallNow, Instant until, int limit);

  /** Gives back what is not going to be sent now. */
  void release(List<Owed> owed, String owner);

  /** False if the lease had been lost: somebody else sends it, or has. */
  boolean sent(Owed owed, String owner, String messageId, Instant now);

  /** Try again after {@code wait}. */
  void later(
      Owed owed, String owner, Instant now, Duration wait, boolean countsAsAttempt, String why);

  /** It will never be taken. */
  void dead(Owed owed, String owner, String why, Instant now);

  /** The chat cannot be written to: it is set inactive and all it is owed is cancelled. */
  void gone(ChatId chat, String why, Instant now);

  /** The chat has a new id: everything stored about it is rewritten. */
  void moved(ChatId from, ChatId to);

  Counts counts();

  /** Of how many. */
  int LATELY = 100;

  /** The median time from an alert to its delivery, of the last that were sent at once. */
  Optional<Duration> usualDelay();

  /** What waits now. */
  Backlog backlog();

  /**
   * @param oldest since when the oldest has been owed; null if none is
   */
  record Backlog(int owed, @Nullable Instant oldest) {}

  /** What is owed or was refused, oldest first. */
  List<Entry> list(State state, int limit);

  /** Owes refused messages again; how many were. */
  int retry(List<Long> ids, Instant now);

  /** Gives up what is owed or was refused; how many were. */
  int drop(List<Long> ids, Instant now);

  /** Deletes what was settled before. */
  void prune(Instant before);

  /**
   * A message owed to a chat.
   *
   * @param id of the row
   * @param notification the alert's id
   * @param rule the alert's
   * @param at the alert's market time
   * @param attempts made so far
   * @param expiresAt from when on it is news no longer; null for never
   * @param missed how many alerts that came too late it stands for; 0 where it is an alert itself
   * @param quiet whether that was for the chat's quiet hours
   * @param leasedUntil by when it has to be settled or given back
   */
  record Owed(
      long id,
      String notification,
      String rule,
      Instant at,
      ChatId chat,
      Message message,
      int attempts,
      @Nullable Instant expiresAt,
      int missed,
      boolean quiet,
      Instant leasedUntil) {
    boolean isExpired(Instant now) {
      return expiresAt != null && !now.isBefore(expiresAt);
    }
  }

  /** The note of what was held for a chat's quiet hours. */
  String QUIET = "quiet hours";

  /** Where a message stands. */
  enum State {
    OWED,
    /** Until the chat's quiet hours are over. */
    HELD,
    SENT,
    DEAD,
    CANCELLED,
    EXPIRED,
    SUPERSEDED
  }

  /** A row as it is listed. */
  record Entry(long id, ChatId chat, String title, int attempts, Instant owedSince, String note) {}

  /** How many messages stand where. */
  record Counts(int owed, int sent, int dead, int cancelled, int expired, int superseded) {}
}
