package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import lowtide.market.SourceException;
import lowtide.market.SourceException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one host's JSON over HTTP, trusting nothing.
 *
 * <p>One time-out for all of a request, its waiting and its redirects, which a dripping body cannot
 * stretch; a largest size; redirects by hand ({@link Redirects}); no more requests than the source
 * takes; and silence for as long as it asked for, or while it fails ({@link Patience}). Whatever
 * cannot be read is a {@link SourceException}.
 */
final class HttpFetcher {
  static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int LARGEST_BODY = 5 << 20;
  private static final int MOST_REDIRECTS = 3;

  private final String source;
  private final SourceSettings settings;
  private final Map<String, String> headers;
  private final Clock clock;
  private final Duration timeout;
  private final HttpClient client;
  private final Redirects redirects;
  private final Patience patience;
  private final KeptAnswers kept = new KeptAnswers();

  /**
   * @param headers sent with every request
   * @param client follows no redirect
   */
  HttpFetcher(
      SourceSettings settings,
      Map<String, String> headers,
      HttpClient client,
      Clock clock,
      Duration timeout) {
    this.source = settings.venue().label();
    this.settings = settings;
    this.headers = Map.copyOf(headers);
    this.client = client;
    this.clock = clock;
    this.timeout = timeout;
    this.redirects = new Redirects(settings);
    this.patience = new Patience(source, settings.limit(), clock);
  }

  /** One for all sources of a process. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(TIMEOUT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /** What the source is called to people. */
  String source() {
    return source;
  }

  /** By now, when an answer is read: no earlier than what it tells of. */
  Instant now() {
    return clock.instant();
  }

  /**
   * What a successful answer says.
   *
   * @param pathAndQuery begins with a slash
   * @param read turns the answer into what it means; whatever it throws makes the answer malformed
   * @throws SourceException for everything but a successful answer
   */
  <T> T get(String pathAndQuery, Function<JsonNode, T> read) {
    return patience.with(
        timeout,
        deadline -> {
          String body = fetch(settings.url().resolve(pathAndQuery), deadline);
          try {
            return read.apply(Json.tree(source, body));
          } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw trouble(Kind.MALFORMED, String.valueOf(e.getMessage()), null, e);
          }
        });
  }

  private String fetch(URI first, long deadline) {
    URI uri = first;
    redirects.check(uri);
    for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
      HttpResponse<String> response = send(uri, deadline);
      if (response.statusCode() == 304) {
        return kept.of(uri).orElseThrow(() -> trouble(Kind.MALFORMED, "HTTP 304", null, null));
      }
      if (response.statusCode() / 100 != 3) {
        String body = body(response);
        kept.keep(uri, response);
        return body;
      }
      uri = redirects.next(uri, response);
    }
    throw trouble(Kind.MALFORMED, "redirects without end", null, null);
  }

  private HttpResponse<String> send(URI uri, long deadline) {
    long left = Math.max(1, deadline - System.nanoTime());
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofNanos(left)).GET();
    headersFor(uri).forEach(request::header);
    kept.tag(uri).ifPresent(tag -> request.header("If-None-Match", tag));
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request.build(), info -> new CappedBody(LARGEST_BODY));
    try {
      return answer.get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw trouble(Kind.UNAVAILABLE, noWholeAnswer(), null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw trouble(Kind.UNAVAILABLE, "interrupted", null, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      Kind kind = isTooLarge(cause) ? Kind.MALFORMED : Kind.UNAVAILABLE;
      throw trouble(kind, reason(cause), null, cause);
    } finally {
      answer.cancel(true);
    }
  }

  /** A key is for whom it was given, not for whom that host points to. */
  Map<String, String> headersFor(URI uri) {
    boolean own =
        settings.url().getScheme().equals(uri.getScheme())
            && settings.url().getAuthority().equals(uri.getAuthority());
    Map<String, String> sent = new HashMap<>(headers);
    if (!own) {
      sent.remove("Authorization");
    }
    return sent;
  }

  private static boolean isTooLarge(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof CappedBody.TooLargeException) {
        return true;
      }
    }
    return false;
  }

  private String reason(Throwable cause) {
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      return "no connection" + message;
    }
    if (cause instanceof HttpTimeoutException) {
      return noWholeAnswer();
    }
    if (cause instanceof SSLException) {
      return "no connection that can be trusted" + message;
    }
    boolean broke = cause instanceof IOException && !isTooLarge(cause);
    return (broke ? "the connection broke" : cause.getClass().getSimpleName()) + message;
  }

  private String noWholeAnswer() {
    return "no whole answer within %d ms".formatted(timeout.toMillis());
  }

  private String body(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status != 200) {
      Optional<Duration> wait = RetryAfter.of(status, response.headers(), clock.instant());
      throw trouble(kind(status), "HTTP " + status, wait.orElse(null), null);
    }
    String body = response.body();
    if (body.isBlank()) {
      throw trouble(Kind.MALFORMED, "an empty body", null, null);
    }
    if (body.stripLeading().startsWith("<")) {
      throw trouble(Kind.MALFORMED, "a web page in place of data", null, null);
    }
    return body;
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 408, 418, 425, 429 -> Kind.UNAVAILABLE;
      // What it cannot understand of our requests is the code in the config.
      case 400, 404 -> Kind.UNKNOWN_SYMBOL;
      case 204, 205, 206 -> Kind.MALFORMED; // an answer, but not all of one
      default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
    };
  }

  private SourceException trouble(
      Kind kind, String reason, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    return new SourceException(kind, source + ": " + reason, retryAfter, cause);
  }
}
