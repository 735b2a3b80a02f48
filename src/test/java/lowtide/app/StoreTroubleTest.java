package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionException;
import lowtide.schedule.Task;
import lowtide.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StoreTroubleTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(StoreTrouble.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private RuntimeException failure;

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  private Task task() {
    return StoreTrouble.noted(
        new Task(
            "prices",
            Duration.ofMillis(100),
            () -> {
              if (failure != null) {
                throw failure;
              }
            }),
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  @Test
  void aFullDiskIsOneLineHoweverOftenItIsTriedAndSoIsItsEnd() {
    Task task = task();
    failure = new CompletionException(new StoreException("the disk is full"));
    for (int i = 0; i < 100; i++) {
      task.body().run();
    }
    failure = null;
    task.body().run();
    task.body().run();

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "prices: the disk is full", "prices: the store is back after 100 failed attempts");
    assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
  }

  @Test
  void whatIsNotTheStoresTroubleGoesOn() {
    failure = new IllegalStateException("a bug");
    assertThatThrownBy(() -> task().body().run()).isSameAs(failure);
  }
}
