package lowtide.app;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Notices what a {@link PrintStream} is silent about: that what was printed did not arrive. */
final class StandardOutput extends FilterOutputStream {
  private volatile @Nullable IOException lost;

  StandardOutput(OutputStream out) {
    super(out);
  }

  /** Takes the place of this process's standard output. */
  static StandardOutput install() {
    StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(new BufferedOutputStream(out), true));
    return out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      lost = e;
      throw e;
    }
  }

  /** The program's: a script must see that a full disk has cut off what it asked for. */
  int exitCode(int code) {
    System.out.flush();
    IOException loss = lost;
    // Whoever reads no further, as `head` does, has what it wanted.
    if (code != 0 || loss == null || "Broken pipe".equals(loss.getMessage())) {
      return code;
    }
    System.err.println("not all of the output could be written: " + loss.getMessage());
    return Main.LOSSES;
  }
}
