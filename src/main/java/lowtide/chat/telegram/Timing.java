package lowtide.chat.telegram;

import java.time.Duration;

/**
 * How long things may take; a record of its own so that tests need not wait.
 *
 * @param longPoll how long Telegram holds a request for updates while there are none
 * @param call the longest a single call may take, connecting included
 * @param firstRetry shortest pause after a failure
 * @param lastRetry longest pause after many failures
 * @param watch how often the connection is looked after
 * @param silence after how long without any end of a poll it counts as stuck
 * @param patience how long an answer to a person may be held up before it is dropped
 */
record Timing(
    Duration longPoll,
    Duration call,
    Duration firstRetry,
    Duration lastRetry,
    Duration watch,
    Duration silence,
    Duration patience) {

  static final Timing STANDARD =
      new Timing(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(2));

  /** Longer than a long poll that is answered at the last moment. */
  Duration pollCall() {
    return longPoll.plus(call);
  }
}
