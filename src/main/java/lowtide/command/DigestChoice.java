package lowtide.command;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lowtide.alert.DigestPlan;
import lowtide.alert.Digests;
import lowtide.chat.Audiences;
import lowtide.chat.ChatId;

/** When a chat wants its digest. */
public final class DigestChoice {
  private final Digests digests;
  private final Audiences audiences;
  private final Clock wallClock;

  /**
   * @param audiences by whose clocks
   */
  public DigestChoice(Digests digests, Audiences audiences, Clock wallClock) {
    this.digests = digests;
    this.audiences = audiences;
    this.wallClock = wallClock;
  }

  Optional<DigestPlan> of(ChatId chat) {
    return digests.digest(chat);
  }

  /** Whether it tells when digests are to come, or is meant to. */
  static boolean isPlan(List<String> words) {
    if (words.isEmpty()) {
      return false;
    }
    if (QuietCommand.isOff(words.get(0)) || words.get(0).matches("(?i)daily|weekly")) {
      return true;
    }
    try {
      return DigestPlan.parse(words).at() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Of {@code daily 08:00}, {@code weekly mon 08:00} or {@code off}.
   *
   * @return what is wrong with it; empty if it is done
   */
  Optional<String> choose(ChatId chat, List<String> words) {
    if (QuietCommand.isOff(words.get(0))) {
      digests.digest(chat, null, null);
      return Optional.empty();
    }
    try {
      set(chat, DigestPlan.parse(words));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          "No digest comes %s: %s"
              .formatted(CommandDesk.shortened(String.join(" ", words)), e.getMessage()));
    }
  }

  /** What was agreed by the clock on the wall is meant by it still. */
  void zoneChanged(ChatId chat) {
    of(chat).ifPresent(plan -> set(chat, plan));
  }

  private void set(ChatId chat, DigestPlan plan) {
    digests.digest(chat, plan, plan.next(wallClock.instant(), audiences.of(chat).zone()));
  }
}
