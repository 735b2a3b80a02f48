package lowtide.app;

/** How far something has come, as a line that is drawn over again. */
final class ProgressBar {
  private static final int WIDTH = 30;

  private ProgressBar() {}

  /**
   * @param part from 0 to 1
   */
  static String of(String what, double part) {
    int done = (int) (WIDTH * part);
    return "\r%s [%s%s] %d %%"
        .formatted(what, "#".repeat(done), ".".repeat(WIDTH - done), (int) (100 * part));
  }
}
