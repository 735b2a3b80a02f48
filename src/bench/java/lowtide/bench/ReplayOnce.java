package lowtide.bench;

import lowtide.app.Main;

/** The program, and behind its output how many milliseconds it took from here on. */
final class ReplayOnce {
  private ReplayOnce() {}

  public static void main(String[] args) {
    long begin = System.nanoTime();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> System.out.println((System.nanoTime() - begin) / 1_000_000)));
    Main.main(args);
  }
}
