package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import lowtide.secret.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.KeyValuePair;

class LoggingTest {
  private static final Secret OURS = new Secret("CANARYlog17");
  private static final String SHAPED = "123456789:CANARYshapedABCDEFGHIJKLMNOPQRSTU";

  @AfterEach
  void plainAgain() {
    Logging.format(Logging.Format.PLAIN);
  }

  @ParameterizedTest
  @EnumSource(Logging.Format.class)
  void secretsAreCutOutOfMessagesFieldsAndCauses(Logging.Format format) {
    Logging.format(format);
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "caller",
            context.getLogger("lowtide.Some"),
            Level.WARN,
            "with {}",
            new IllegalStateException(
                "at https://api/bot" + SHAPED + "/getMe", new IOException(OURS.reveal())),
            new Object[] {OURS.reveal()});
    event.addKeyValuePair(new KeyValuePair("alert", OURS.reveal()));

    String line = Logging.layout().doLayout(event);

    assertThat(line).contains("***").contains("IOException").doesNotContain("CANARY");
    if (format == Logging.Format.JSON) {
      assertThat(line).startsWith("{").contains("\"alert\":\"***\"").hasLineCount(1);
    }
  }
}
