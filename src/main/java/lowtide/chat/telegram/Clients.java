package lowtide.chat.telegram;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lowtide.chat.PromptSockets;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/** The two HTTP clients, one to send and one to poll, on threads that end with them. */
final class Clients implements AutoCloseable {
  private static final int PARALLEL = 32;

  private final DaemonThreads daemons = new DaemonThreads("telegram-http");
  private final ExecutorService threads = Executors.newCachedThreadPool(daemons);
  private final OkHttpClient sending;
  private final OkHttpClient polling;

  Clients(Timing timing, Redaction redaction, Interceptor pollAnswers) {
    BoundedAnswers bounded = new BoundedAnswers(redaction);
    // One to begin with: the certificates that are trusted are read once.
    OkHttpClient both =
        new OkHttpClient.Builder()
            // The token is in the address: it goes nowhere but to the server that was configured.
            .followRedirects(false)
            .followSslRedirects(false)
            .socketFactory(new PromptSockets())
            .build();
    sending = client(both, timing.call()).addInterceptor(bounded).build();
    polling =
        client(both, timing.pollCall()).addInterceptor(pollAnswers).addInterceptor(bounded).build();
  }

  OkHttpClient sending() {
    return sending;
  }

  OkHttpClient polling() {
    return polling;
  }

  private OkHttpClient.Builder client(OkHttpClient both, Duration longest) {
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(PARALLEL);
    dispatcher.setMaxRequestsPerHost(PARALLEL);
    return both.newBuilder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(4, 60, TimeUnit.SECONDS))
        .connectTimeout(Duration.ofSeconds(10))
        .readTimeout(longest)
        .writeTimeout(longest)
        .callTimeout(longest);
  }

  /** Ends every call under way, without waiting for their callers. */
  void cancelAll() {
    sending.dispatcher().cancelAll();
    polling.dispatcher().cancelAll();
  }

  @Override
  public void close() {
    cancelAll();
    daemons.end(threads, Duration.ofSeconds(2));
    sending.connectionPool().evictAll();
    polling.connectionPool().evictAll();
  }
}
