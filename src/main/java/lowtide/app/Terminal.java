package lowtide.app;

import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import lowtide.chat.console.Console;

/** This process's standard input and output. */
final class Terminal {
  private Terminal() {}

  static Console console(Path pictures) {
    return new Console(
        new InputStreamReader(System.in, Charset.defaultCharset()), out(), pictures, isColour());
  }

  /** Standard output in UTF-8: prices and signs are no use as question marks. */
  static PrintStream out() {
    return new PrintStream(System.out, false, StandardCharsets.UTF_8);
  }

  private static boolean isColour() {
    String term = System.getenv("TERM");
    return System.console() != null
        && System.getenv("NO_COLOR") == null
        && term != null
        && !term.equals("dumb");
  }
}
