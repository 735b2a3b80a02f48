package lowtide.chat.console;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform;
import lowtide.chat.CommandSpec;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.RequestHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This terminal as a chat: commands are lines typed or piped in, messages are printed. */
public final class Console implements ChatPlatform {
  /** The one chat there is. */
  public static final ChatId CHAT = ChatId.of("terminal", "here");

  private static final Logger log = LoggerFactory.getLogger(Console.class);

  private static final int WIDEST_PICTURE = 80;
  private static final Set<String> LEAVING = Set.of("exit", "quit");
  private static final Message HOW_TO_LEAVE = Message.titled("Ctrl-C ends it").build();

  private final Screen screen;
  private final Path pictures;
  private volatile @Nullable RequestHandler handler;

  private final NumberedButtons buttons = new NumberedButtons();

  private final CountDownLatch inputEnded = new CountDownLatch(1);

  /**
   * @param pictures folder that pictures are written to; the text says where
   */
  public Console(Reader in, PrintStream out, Path pictures) {
    this(new PipedScreen(in, out, Screen.UNBROKEN, false), pictures);
  }

  /** As on a terminal that is so many characters wide, in colour. */
  public Console(Reader in, PrintStream out, Path pictures, int width) {
    this(new PipedScreen(in, out, width, true), pictures);
  }

  private Console(Screen screen, Path pictures) {
    this.screen = screen;
    this.pictures = pictures;
  }

  /**
   * The terminal somebody sits at, with all it can do.
   *
   * @param interrupted what Ctrl-C does
   * @return empty if there is none, or one that can only be printed on
   */
  public static Optional<Console> atTerminal(
      Path pictures, Map<String, String> environment, Runnable interrupted) {
    return LineScreen.open(environment, interrupted).map(screen -> new Console(screen, pictures));
  }

  /** Tells what can be typed. */
  public void offer(List<CommandSpec> commands) {
    screen.offer(commands);
  }

  @Override
  public String name() {
    return CHAT.platform();
  }

  @Override
  public synchronized void start(RequestHandler next) {
    boolean reads = handler != null;
    handler = next;
    if (reads) {
      return; // there is one standard input, whoever answers
    }
    Thread reader = new Thread(this::read, "console");
    // A read from standard input cannot be interrupted: the thread must not keep the program up.
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      for (String line = screen.readLine(); line != null; line = screen.readLine()) {
        request(buttons.pressed(line.strip())).ifPresent(this::answer);
      }
    } catch (IOException e) {
      log.warn("the terminal cannot be read any more", e);
    } finally {
      inputEnded.countDown();
    }
  }

  private void answer(Request request) {
    RequestHandler answering = handler;
    if (answering == null) {
      return;
    }
    try {
      if (LEAVING.contains(request.command().toLowerCase(Locale.ROOT))) {
        print(answering.put(CHAT, HOW_TO_LEAVE));
      } else {
        answering.answer(request).ifPresent(this::print);
      }
    } catch (RuntimeException e) {
      log.error("/{} failed", request.command(), e);
    }
  }

  /** Waits until the input has ended and all of it is answered, or the time is over. */
  public boolean awaitInput(Duration atMost) throws InterruptedException {
    return inputEnded.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A line as a request: its first word is the command, with or without slash. */
  public static Optional<Request> request(String line) {
    List<String> words = Arrays.asList(line.strip().split("\\s+"));
    String command = words.get(0).startsWith("/") ? words.get(0).substring(1) : words.get(0);
    return command.isEmpty()
        ? Optional.empty()
        : Optional.of(new Request(CHAT, "terminal", true, command, words.subList(1, words.size())));
  }

  @Override
  public Delivery send(ChatId chat, String notification, Message message) {
    print(message);
    return new Delivery.Sent(notification);
  }

  private void print(Message message) {
    int first = buttons.number(message.buttons());
    int width = screen.width();
    Message.Picture picture = message.picture();
    screen.print(
        new ConsoleRenderer(width, screen.colours()).render(message, first)
            + (picture == null ? "" : save(picture))
            + (picture == null
                ? ""
                : screen.pictures().of(picture.png(), Math.min(WIDEST_PICTURE, width - 1)))
            + System.lineSeparator());
  }

  private String save(Message.Picture picture) {
    try {
      Files.createDirectories(pictures);
      Path file = pictures.resolve(picture.fileName());
      Files.write(file, picture.png());
      return "  chart: " + file.toAbsolutePath() + System.lineSeparator();
    } catch (IOException e) {
      log.warn("the chart {} cannot be written", picture.fileName(), e);
      return "";
    }
  }

  @Override
  public Health health() {
    return new Health(Health.State.UP, "this terminal");
  }

  /** The terminal stays: whoever answers next goes on with it. */
  @Override
  public void close() {}
}
