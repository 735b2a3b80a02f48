package lowtide.market.source;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lowtide.market.SourceException;
import lowtide.market.SourceException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one host's JSON over HTTP, trusting nothing: a total time-out that a dripping body cannot
 * stretch, a largest size, redirects by hand, no way from a public host to a private address, and
 * silence for as long as the host asked for it.
 */
final class HttpFetcher {
  static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int LARGEST_BODY = 5 << 20;
  private static final int MOST_REDIRECTS = 3;
  private static final Duration LONGEST_SILENCE = Duration.ofHours(6);

  private final String source;
  private final URI base;
  private final Map<String, String> headers;
  private final Clock clock;
  private final Duration timeout;
  private final HttpClient client;
  private volatile Instant silentUntil = Instant.MIN;

  /**
   * @param source name for messages
   * @param base scheme, host and port; a private address only if it is written here itself
   */
  HttpFetcher(String source, URI base, Map<String, String> headers, Clock clock, Duration timeout) {
    this.source = source;
    this.base = base;
    this.headers = Map.copyOf(headers);
    this.clock = clock;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * The body of a successful answer.
   *
   * @param pathAndQuery begins with a slash
   * @throws SourceException for everything else
   */
  String get(String pathAndQuery) {
    Instant now = clock.instant();
    if (now.isBefore(silentUntil)) {
      throw trouble(
          Kind.UNAVAILABLE, "asked to be left alone", Duration.between(now, silentUntil), null);
    }
    Instant deadline = now.plus(timeout);
    URI uri = base.resolve(pathAndQuery);
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      refusePrivate(uri);
      HttpResponse<String> response = send(uri);
      if (response.statusCode() / 100 != 3) {
        return body(response);
      }
      uri = redirected(uri, response);
      if (clock.instant().isAfter(deadline)) {
        break;
      }
    }
    throw trouble(Kind.MALFORMED, "redirects without end", null, null);
  }

  private HttpResponse<String> send(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout).GET();
    headers.forEach(request::header);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request.build(), info -> new CappedBody(LARGEST_BODY));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw trouble(Kind.UNAVAILABLE, "no whole answer within " + timeout, null, e);
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

  private static boolean isTooLarge(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof CappedBody.TooLargeException) {
        return true;
      }
    }
    return false;
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private String body(HttpResponse<String> response) {
    int status = response.statusCode();
    Optional<Duration> wait = retryAfter(response);
    if (status == 429 || status == 418 || status >= 500) {
      wait.ifPresent(span -> silentUntil = clock.instant().plus(span));
      throw trouble(Kind.UNAVAILABLE, "HTTP " + status, wait.orElse(null), null);
    }
    if (status != 200) {
      throw trouble(Kind.REFUSED, "HTTP " + status, null, null);
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

  private Optional<Duration> retryAfter(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .map(String::strip)
        .flatMap(this::span)
        .filter(span -> !span.isNegative())
        .map(span -> span.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : span);
  }

  private Optional<Duration> span(String text) {
    try {
      return text.matches("[0-9]{1,9}")
          ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
          : Optional.of(
              Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private URI redirected(URI from, HttpResponse<String> response) {
    String location =
        response
            .headers()
            .firstValue("Location")
            .orElseThrow(
                () ->
                    trouble(
                        Kind.MALFORMED,
                        "HTTP " + response.statusCode() + " to nowhere",
                        null,
                        null));
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw trouble(Kind.MALFORMED, "a redirect to no address", null, e);
    }
    boolean sameHost =
        "http".equals(base.getScheme()) && String.valueOf(base.getHost()).equals(to.getHost());
    if (!"https".equals(to.getScheme()) && !sameHost) {
      throw trouble(Kind.REFUSED, "a redirect away from https", null, null);
    }
    return to;
  }

  /** A name may come to point at our own network: only the configured host itself may. */
  private void refusePrivate(URI uri) {
    String host = String.valueOf(uri.getHost());
    if (host.equals(base.getHost())) {
      return;
    }
    try {
      if (Arrays.stream(InetAddress.getAllByName(host)).anyMatch(HttpFetcher::isPrivate)) {
        throw trouble(Kind.REFUSED, "a redirect to the private address of " + host, null, null);
      }
    } catch (UnknownHostException e) {
      throw trouble(Kind.UNAVAILABLE, "unknown host " + host, null, e);
    }
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    return uniqueLocal
        || address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress();
  }

  private SourceException trouble(
      Kind kind, String reason, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    return new SourceException(kind, source + ": " + reason, retryAfter, cause);
  }
}
