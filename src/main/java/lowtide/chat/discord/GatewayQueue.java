package lowtide.chat.discord;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the gateway, one session at a time, on our own thread.
 *
 * <p>JDA's controllers start threads that outlive a shutdown, and on a failed first connection they
 * start the same node again, which each time adds a sender to its client. Here a failure is handed
 * to the owner, who begins anew with a fresh client.
 */
final class GatewayQueue extends SessionControllerAdapter {
  private final @Nullable URI gateway;
  private final ScheduledExecutorService executor;
  private final Supplier<Duration> turn;
  private final Consumer<RuntimeException> onFailure;

  /**
   * @param turn takes the next place in the queue of all sessions of this bot; how long until then
   */
  GatewayQueue(
      @Nullable URI gateway,
      ScheduledExecutorService executor,
      Supplier<Duration> turn,
      Consumer<RuntimeException> onFailure) {
    this.gateway = gateway;
    this.executor = executor;
    this.turn = turn;
    this.onFailure = onFailure;
  }

  @Override
  public String getGateway() {
    return gateway == null ? super.getGateway() : gateway.toString();
  }

  @Override
  public void appendSession(SessionConnectNode node) {
    try {
      Future<?> unused =
          executor.schedule(() -> connect(node), turn.get().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("no new session while closing");
    }
  }

  @Override
  public void removeSession(SessionConnectNode node) {
    // A node of a client that has been shut down does nothing when its turn comes.
  }

  private void connect(SessionConnectNode node) {
    try {
      // "Last": do not wait here for the session to be ready.
      node.run(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      onFailure.accept(e);
    }
  }
}
