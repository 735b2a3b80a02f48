package lowtide.chat.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines from and to something that is not a terminal, or none that can do more. */
final class PipedScreen implements Screen {
  private final BufferedReader in;
  private final PrintStream out;
  private final int width;
  private final boolean colours;

  PipedScreen(Reader in, PrintStream out, int width, boolean colours) {
    this.in = new BufferedReader(in);
    this.out = out;
    this.width = width;
    this.colours = colours;
  }

  @Override
  public @Nullable String readLine() throws IOException {
    return in.readLine();
  }

  @Override
  public void print(String text) {
    synchronized (out) {
      out.print(text);
      out.flush();
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public boolean colours() {
    return colours;
  }

  @Override
  public InlinePicture pictures() {
    return InlinePicture.NONE;
  }
}
