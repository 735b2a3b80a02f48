package lowtide.chat.discord;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import lowtide.secret.Secret;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the commands, once and globally, as soon as there is a session. */
final class CommandMenu implements EventListener {
  private static final Logger log = LoggerFactory.getLogger(CommandMenu.class);

  private final List<CommandData> commands;
  private final Duration retry;
  private final Secret token;
  private final AtomicBoolean registered = new AtomicBoolean();

  CommandMenu(List<CommandData> commands, Duration retry, Secret token) {
    this.commands = List.copyOf(commands);
    this.retry = retry;
    this.token = token;
  }

  @Override
  public void onEvent(GenericEvent event) {
    if (event instanceof ReadyEvent) {
      register(event.getJDA());
    }
  }

  private void register(JDA jda) {
    if (!registered.compareAndSet(false, true)) {
      return;
    }
    jda.updateCommands()
        .addCommands(commands)
        .queue(
            done -> log.info("Discord: {} commands registered", commands.size()),
            failure -> {
              registered.set(false);
              log.warn(
                  "Discord: commands not registered, again in {} s: {}",
                  retry.toSeconds(),
                  Reason.of(failure, token));
              again(jda);
            });
  }

  private void again(JDA jda) {
    try {
      Future<?> unused =
          jda.getGatewayPool()
              .schedule(() -> register(jda), retry.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("session over: the next one registers the commands");
    }
  }
}
