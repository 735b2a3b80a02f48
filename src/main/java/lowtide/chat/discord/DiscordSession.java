package lowtide.chat.discord;

import com.neovisionaries.ws.client.WebSocket;
import com.neovisionaries.ws.client.WebSocketFactory;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import lowtide.chat.PromptSockets;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.requests.WebSocketClient;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JDA with its own threads and HTTP client, which begin and end together. JDA reconnects by
 * itself; when it gives up, {@link #awaitEnd} tells why.
 */
final class DiscordSession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DiscordSession.class);
  private static final int CONNECT_MILLIS = 4_000;
  private static final int REST_THREADS = 8;
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final DiscordSettings settings;
  private final int shard;
  private final OkHttpClient http;
  private final ScheduledExecutorService connecting = scheduled("discord-connect");
  private final ScheduledExecutorService gateway = scheduled("discord-gateway");
  private final ScheduledExecutorService restQueue = scheduled("discord-queue");
  private final ExecutorService rest =
      Executors.newFixedThreadPool(REST_THREADS, new DaemonThreads("discord-rest"));
  private final GatewayQueue sessions;
  private final CompletableFuture<End> ended = new CompletableFuture<>();
  private volatile @Nullable JDA building;
  private volatile @Nullable JDA jda;
  private boolean closed;

  /**
   * Why a session ended.
   *
   * @param forGood whether another attempt with the same token would end the same way
   */
  record End(boolean forGood, String reason) {}

  /**
   * @param turn how long until it may identify itself; that place is taken then
   */
  DiscordSession(DiscordSettings settings, int shard, Pace pace, Supplier<Duration> turn) {
    this.settings = settings;
    this.shard = shard;
    this.http =
        new OkHttpClient.Builder()
            .callTimeout(pace.request())
            .socketFactory(new PromptSockets())
            .build();
    this.sessions =
        new GatewayQueue(
            settings.gatewayUrl(),
            connecting,
            turn,
            e -> ended.complete(new End(false, Reason.of(e, settings.token()))));
  }

  /** Loads what a session is made of. */
  static void load() {
    OkHttpClient unusedHttp = new OkHttpClient();
    DataObject unusedJson = DataObject.empty();
    JDABuilder unused =
        JDABuilder.createLight("unused", EnumSet.noneOf(GatewayIntent.class))
            .setWebsocketFactory(new WebSocketFactory());
  }

  /**
   * Checks the token and begins to connect to the gateway.
   *
   * @throws net.dv8tion.jda.api.exceptions.InvalidTokenException if Discord refuses the token
   * @throws RuntimeException if the REST API gave no usable answer
   */
  void open(List<EventListener> listeners) {
    JDABuilder builder =
        JDABuilder.createLight(settings.token().reveal(), EnumSet.noneOf(GatewayIntent.class))
            .setHttpClient(http)
            .setSessionController(sessions)
            .setGatewayPool(gateway, false)
            .setRateLimitScheduler(restQueue, false)
            .setRateLimitElastic(rest, false)
            .setCallbackPool(new CallerExecutor(), false)
            .setWebsocketFactory(
                new WebSocketFactory()
                    .setConnectionTimeout(CONNECT_MILLIS)
                    .setSocketTimeout(CONNECT_MILLIS))
            .setEnableShutdownHook(false)
            .useSharding(shard, settings.shards())
            .addEventListeners((EventListener) this::observe);
    builder.addEventListeners(new ArrayList<Object>(listeners).toArray());
    if (settings.restUrl() != null) {
      builder.setRestConfig(new RestConfig().setBaseUrl(settings.restUrl().toString()));
    }
    if (settings.gatewayUrl() != null) {
      builder.setCompression(Compression.NONE);
    }
    jda = builder.build();
  }

  /** Null before {@link #open} has returned. */
  @Nullable JDA jda() {
    return jda;
  }

  End awaitEnd() {
    return ended.join();
  }

  /** Ends the session because REST has refused the token. */
  void end(End end) {
    ended.complete(end);
  }

  private void observe(GenericEvent event) {
    if (event instanceof StatusChangeEvent) {
      // The first one comes before the log-in, so that close() can interrupt that.
      building = event.getJDA();
    } else if (event instanceof ShutdownEvent shutdown) {
      CloseCode code = shutdown.getCloseCode();
      boolean forGood = code != null && !code.isReconnect();
      String meaning = code == null ? "" : ": " + code.getMeaning();
      ended.complete(
          new End(forGood, "Discord closed the gateway (" + shutdown.getCode() + ")" + meaning));
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    ended.complete(new End(false, "closed"));
    JDA open = building;
    if (open != null) {
      shutDown(open);
    }
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
    List.of(connecting, gateway, restQueue, rest).forEach(ExecutorService::shutdownNow);
  }

  private static void shutDown(JDA open) {
    // JDA may wait here for a connection attempt to end: longer than we want to.
    Thread goodbye = new DaemonThreads("discord-goodbye").newThread(open::shutdownNow);
    goodbye.setUncaughtExceptionHandler((t, e) -> log.debug("Discord did not shut down", e));
    goodbye.start();
    WebSocketClient client = open instanceof JDAImpl impl ? impl.getClient() : null;
    try {
      goodbye.join(GOODBYE.toMillis());
      if (client != null && !open.awaitShutdown(GOODBYE)) {
        log.debug("Discord did not answer the goodbye");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    WebSocket webSocket = client == null ? null : client.socket;
    if (webSocket != null) {
      closeSocket(webSocket.getSocket());
    }
  }

  /** A server that never answers the closing frame would hold the reading thread for a minute. */
  private static void closeSocket(@Nullable Socket socket) {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("socket was closed already", e);
    }
  }

  private static ScheduledExecutorService scheduled(String name) {
    return Executors.newSingleThreadScheduledExecutor(new DaemonThreads(name));
  }
}
