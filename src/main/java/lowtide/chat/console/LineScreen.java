package lowtide.chat.console;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import lowtide.chat.CommandSpec;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalExt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A terminal that somebody sits at: a line to type on with history and completion, which what comes
 * meanwhile is printed above. When the program ends, the library gives it back as it was found.
 */
final class LineScreen implements Screen {
  private static final Logger log = LoggerFactory.getLogger(LineScreen.class);
  private static final int NARROWEST = 20;
  private static final int USUAL = 80;

  /** Of a terminal that this machine has no description of it would print its own stack. */
  private static final java.util.logging.Logger LIBRARY =
      java.util.logging.Logger.getLogger("org.jline");

  private final Terminal terminal;
  private final Runnable interrupted;
  private final boolean colours;
  private final InlinePicture pictures;
  private volatile List<CommandSpec> commands = List.of();
  private volatile @Nullable LineReader reader;

  private LineScreen(Terminal terminal, Map<String, String> environment, Runnable interrupted) {
    this.terminal = terminal;
    this.interrupted = interrupted;
    this.colours = !environment.containsKey("NO_COLOR");
    this.pictures = InlinePicture.on(environment);
  }

  /**
   * @param interrupted what Ctrl-C does
   * @return empty if nobody sits there, or at something that can only print
   */
  static Optional<LineScreen> open(Map<String, String> environment, Runnable interrupted) {
    String term = environment.getOrDefault("TERM", "");
    if (System.console() == null || term.equals("dumb") || term.isEmpty() && !isWindows()) {
      return Optional.empty();
    }
    LIBRARY.setLevel(Level.OFF);
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .dumb(true)
              .build();
      if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        terminal.close();
        return Optional.empty();
      }
      LineScreen screen = new LineScreen(terminal, environment, interrupted);
      if (terminal instanceof TerminalExt system
          && system.getProvider().isSystemStream(SystemStream.Error)) {
        System.setErr(new PrintStream(new LinesAbove(screen::print), true, StandardCharsets.UTF_8));
      }
      return Optional.of(screen);
    } catch (IOException | IllegalStateException e) {
      log.debug("this terminal is only printed on", e);
      return Optional.empty();
    }
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }

  @Override
  public @Nullable String readLine() {
    LineReader reading = reader;
    if (reading == null) {
      reading =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .appName("lowtide")
              .completer(
                  (line, parsed, found) -> complete(parsed.words(), parsed.wordIndex(), found))
              // A < or ! means what it says: /alert BTC < 112000.
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .build();
      reader = reading;
    }
    try {
      return reading.readLine(colours ? "\u001b[36m>\u001b[0m " : "> ");
    } catch (UserInterruptException e) {
      interrupted.run();
      return null;
    } catch (EndOfFileException e) {
      return null;
    }
  }

  private void complete(List<String> words, int at, List<Candidate> found) {
    for (CommandSpec command : commands) {
      if (at == 0) {
        found.add(
            new Candidate(
                "/" + command.name(),
                "/" + command.name(),
                null,
                command.summary(),
                null,
                null,
                true));
      } else if (words.get(0).equals("/" + command.name()) && at <= command.options().size()) {
        CommandSpec.Option option = command.options().get(at - 1);
        option.choices().forEach(choice -> found.add(new Candidate(choice)));
      }
    }
  }

  @Override
  public void offer(List<CommandSpec> offered) {
    commands = List.copyOf(offered);
  }

  @Override
  public void print(String text) {
    LineReader reading = reader;
    if (reading == null) {
      terminal.writer().print(text);
      terminal.flush();
    } else {
      reading.printAbove(text);
    }
  }

  @Override
  public int width() {
    int width = terminal.getWidth();
    return width == 0 ? USUAL : Math.max(NARROWEST, width);
  }

  @Override
  public boolean colours() {
    return colours;
  }

  @Override
  public InlinePicture pictures() {
    return pictures;
  }
}
