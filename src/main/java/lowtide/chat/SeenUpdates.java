package lowtide.chat;

/** Remembers which of a platform's updates were taken, so that a restart answers none twice. */
public interface SeenUpdates {
  /** Records the update; false if it had been recorded before. */
  boolean firstTime(String platform, String updateId);
}
