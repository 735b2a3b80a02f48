package lowtide.chat.console;

import java.io.IOException;
import java.util.List;
import lowtide.chat.CommandSpec;
import org.jspecify.annotations.Nullable;

/** What lines are typed into and texts are printed on. */
interface Screen {
  /**
   * Where lines are not to be broken, as whoever reads them breaks them or a program reads them.
   */
  int UNBROKEN = Integer.MAX_VALUE;

  /** The next line; null when there are no more. */
  @Nullable String readLine() throws IOException;

  /** Whole lines. */
  void print(String text);

  /** In characters, as it is now. */
  int width();

  boolean colours();

  InlinePicture pictures();

  /** What can be typed, for those who press Tab. */
  default void offer(List<CommandSpec> commands) {}
}
