package lowtide.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import lowtide.secret.Secret;

/**
 * The log: lines on standard error, from INFO on while the bot runs and from WARN on otherwise.
 *
 * <p>Logback finds this class by itself. In code rather than in its XML, whose reading takes longer
 * than most commands.
 */
public final class Logging extends ContextAwareBase implements Configurator {
  /** The property that names the lowest level that is written. */
  static final String LEVEL = "lowtide.log";

  private static final Map<String, Level> LIBRARIES =
      Map.of(
          // Logs every failed poll with its stack; the adapter logs each change once.
          "org.telegram", Level.OFF,
          // Logs each step of a failed loading with its stack; whoever opens a store says it once.
          "org.sqlite", Level.OFF,
          "org.quartz", Level.WARN,
          "org.flywaydb", Level.WARN,
          "net.dv8tion", Level.WARN);

  private static final Lines format = new Lines();

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    format.setContext(context);
    format.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(format);
    encoder.start();
    ConsoleAppender<ILoggingEvent> lines = new ConsoleAppender<>();
    lines.setContext(context);
    lines.setName("stderr");
    lines.setTarget("System.err");
    lines.setEncoder(encoder);
    lines.start();
    LIBRARIES.forEach((library, level) -> context.getLogger(library).setLevel(level));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.WARN));
    root.addAppender(lines);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** How lines look. */
  public enum Format {
    PLAIN,
    /** One JSON object a line, for programs. */
    JSON
  }

  static Lines layout() {
    return format;
  }

  /** From now on. */
  static void format(Format wanted) {
    format.json = wanted == Format.JSON;
  }

  /** One event a line, and in plain text the stack trace below; secrets are cut out of all. */
  static final class Lines extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private volatile boolean json;

    @Override
    public String doLayout(ILoggingEvent event) {
      String line = json ? asJson(event) : asText(event);
      return Secret.cutFrom(line);
    }

    private static String asText(ILoggingEvent event) {
      StringBuilder line = new StringBuilder();
      TIME.formatTo(event.getInstant(), line);
      line.append(' ')
          .append(event.getLevel())
          .append(event.getLevel().levelStr.length() == 4 ? "  " : " ")
          .append(logger(event))
          .append(' ')
          .append(event.getFormattedMessage())
          .append(System.lineSeparator());
      if (event.getThrowableProxy() != null) {
        line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
      return line.toString();
    }

    /** What follows an event from line to line, such as the alert's id, has fields of its own. */
    private static String asJson(ILoggingEvent event) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("time", TIME.format(event.getInstant()));
      fields.put("level", event.getLevel().toString());
      fields.put("logger", logger(event));
      fields.put("thread", event.getThreadName());
      fields.put("message", event.getFormattedMessage());
      if (event.getKeyValuePairs() != null) {
        event.getKeyValuePairs().forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
      }
      if (event.getThrowableProxy() != null) {
        fields.put("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
      return JsonLine.of(fields) + System.lineSeparator();
    }

    private static String logger(ILoggingEvent event) {
      String name = event.getLoggerName();
      return name.substring(name.lastIndexOf('.') + 1);
    }
  }
}
