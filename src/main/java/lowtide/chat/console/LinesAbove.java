package lowtide.chat.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What is written to standard error, whole lines at a time: none tears the line one types on. */
final class LinesAbove extends OutputStream {
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private final Consumer<String> lines;

  LinesAbove(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void write(int octet) {
    begun.write(octet);
    if (octet == '\n') {
      String line = begun.toString(StandardCharsets.UTF_8);
      begun.reset();
      lines.accept(line);
    }
  }
}
