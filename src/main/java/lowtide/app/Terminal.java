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

  /** What a shell tells of a program that Ctrl-C has ended. */
  private static final int INTERRUPTED = 130;

  static Console console(Path pictures) {
    return Console.atTerminal(pictures, System.getenv(), () -> System.exit(INTERRUPTED))
        .orElseGet(
            () ->
                new Console(
                    new InputStreamReader(System.in, Charset.defaultCharset()), out(), pictures));
  }

  /** Standard output in UTF-8: prices and signs are no use as question marks. */
  static PrintStream out() {
    return new PrintStream(System.out, false, StandardCharsets.UTF_8);
  }
}
