package lowtide.chat.telegram;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lowtide.chat.telegram.Answer.Done;
import lowtide.chat.telegram.Answer.Refused;
import lowtide.chat.telegram.Answer.Unheard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.objects.User;

/**
 * Connects step by step (who are we, polling, menu), each step tried until it succeeds, and then
 * looks after the polling for as long as the bot runs.
 */
final class Connection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final BotApi api;
  private final Polling polling;
  private final BooleanSupplier mayPoll;
  private final Link link;
  private final Timing timing;
  private final RetryPause pause;
  private final Deque<SetMyCommands> menu;
  private final DaemonThreads daemons = new DaemonThreads("telegram-connection");
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(daemons);
  private volatile @Nullable String name;

  /**
   * @param mayPoll whether no other node does
   */
  Connection(
      BotApi api,
      Polling polling,
      BooleanSupplier mayPoll,
      Link link,
      CommandMenu menu,
      Timing timing,
      RetryPause pause) {
    this.api = api;
    this.polling = polling;
    this.mayPoll = mayPoll;
    this.link = link;
    this.timing = timing;
    this.pause = pause;
    this.menu = new ArrayDeque<>(menu.calls());
  }

  void start() {
    next(Duration.ZERO);
  }

  /** The bot's user name; known before the first update arrives. */
  String name() {
    return Objects.requireNonNullElse(name, "");
  }

  private void next(Duration wait) {
    try {
      // What a step fails with is caught in the step.
      var unused = executor.schedule(this::run, wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("Connection is closed");
    }
  }

  // The loop must survive whatever happens in a step.
  private void run() {
    Duration wait = timing.watch();
    try {
      wait = step();
    } catch (Throwable failure) {
      LOG.error("Looking after the connection to Telegram failed", failure);
    }
    if (link.stopped()) {
      polling.close();
    } else {
      next(wait);
    }
  }

  private Duration step() {
    if (name == null && !learnName()) {
      return afterFailure();
    }
    if (!mayPoll.getAsBoolean()) {
      if (polling.running()) {
        LOG.info("Another node polls Telegram now");
        polling.close();
      }
      link.standBy();
      return timing.watch();
    }
    polling.watch(timing.watch());
    if (!polling.running() && !polling.start()) {
      return afterFailure();
    }
    if (!menu.isEmpty() && !offerMenu()) {
      return afterFailure();
    }
    pause.reset();
    return timing.watch();
  }

  private boolean learnName() {
    Answer<User> answer = api.call(new GetMe());
    if (answer instanceof Done<User> done && done.value().getUserName() != null) {
      name = done.value().getUserName();
      LOG.info("Telegram knows this bot as @{}", name);
      return true;
    }
    note(answer);
    return false;
  }

  private boolean offerMenu() {
    while (!menu.isEmpty()) {
      Answer<?> answer = call(menu.getFirst());
      if (answer instanceof Refused<?> no && no.code() == 400) {
        LOG.error("Telegram refuses the command menu: {}", no.description());
      } else if (!(answer instanceof Done)) {
        LOG.warn("The command menu is not set yet: {}", reason(answer));
        obey(answer);
        return false;
      }
      menu.removeFirst();
    }
    return true;
  }

  private <T extends Serializable> Answer<T> call(BotApiMethod<T> method) {
    return api.call(method);
  }

  private void note(Answer<?> answer) {
    if (answer instanceof Refused<?> no && no.refusesToken()) {
      link.stop("token refused: " + reason(answer));
    } else {
      link.down(reason(answer));
      obey(answer);
    }
  }

  private void obey(Answer<?> answer) {
    if (answer instanceof Refused<?> no && no.retryAfter() != null) {
      pause.atLeast(Duration.ofSeconds(no.retryAfter()));
    }
  }

  private static String reason(Answer<?> answer) {
    if (answer instanceof Refused<?> no) {
      return no.code() + " " + no.description();
    }
    return answer instanceof Unheard<?> unheard ? unheard.reason() : "no user name";
  }

  private Duration afterFailure() {
    return Duration.ofMillis(pause.nextBackOffMillis());
  }

  /** Ends a step that is under way, then the polling. */
  @Override
  public void close() {
    daemons.end(executor, Duration.ofSeconds(2));
    polling.close();
  }
}
