package lowtide.alert;

import java.time.Instant;
import java.util.List;
import lowtide.chat.ChatId;
import lowtide.chat.Message;

/**
 * The messages owed to chats.
 *
 * <p>Contract: a message is owed until it is settled by {@link #sent}, {@link #dead} or {@link
 * #gone}; every call is one committed transaction. All times are wall-clock times: they concern the
 * platforms, whatever time the market clock shows.
 */
public interface Outbox {
  /**
   * The oldest owed message of each chat of the platform, if its time has come, oldest first. Later
   * messages of a chat wait for the earlier ones, so that none overtakes another.
   */
  List<Owed> due(String platform, Instant now, int limit);

  void sent(Owed owed, String messageId, Instant now);

  /** Try again at {@code at}. */
  void later(Owed owed, Instant at, boolean countsAsAttempt, String why);

  /** It will never be taken. */
  void dead(Owed owed, String why, Instant now);

  /** The chat cannot be written to: it is set inactive and all it is owed is cancelled. */
  void gone(ChatId chat, String why, Instant now);

  /** The chat has a new id: everything stored about it is rewritten. */
  void moved(ChatId from, ChatId to);

  Counts counts();

  /**
   * A message owed to a chat.
   *
   * @param id of the row
   * @param notification the alert's id
   * @param attempts made so far
   */
  record Owed(long id, String notification, ChatId chat, Message message, int attempts) {}

  /** How many messages stand where. */
  record Counts(int owed, int sent, int dead, int cancelled) {}
}
