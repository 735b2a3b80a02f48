package lowtide.chat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import lowtide.secret.Secret;

/**
 * One request that shows whether a platform is reached and takes the token.
 *
 * @param ok whether both
 * @param detail who the bot is there, or what went wrong; never with the token
 * @param advice what to do, empty if nothing
 */
public record Probe(boolean ok, Duration latency, String detail, String advice) {
  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final int LARGEST = 1 << 16;

  /** Turns the body of a good answer into who the bot is; throws whatever it likes. */
  @FunctionalInterface
  public interface Reader {
    String who(String body) throws Exception;
  }

  /**
   * @param advice for an answer of 401
   */
  public static Probe of(HttpRequest.Builder request, Secret token, String advice, Reader reader) {
    long begin = System.nanoTime();
    try {
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .connectTimeout(TIMEOUT)
              .build()
              .send(
                  request.timeout(TIMEOUT).GET().build(),
                  info -> HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8));
      Duration latency = Duration.ofNanos(System.nanoTime() - begin);
      if (response.statusCode() == 200 && response.body().length() <= LARGEST) {
        return new Probe(true, latency, reader.who(response.body()), "");
      }
      boolean refused = response.statusCode() == 401 || response.statusCode() == 404;
      return new Probe(
          false,
          latency,
          "HTTP " + response.statusCode(),
          refused ? advice : "try again later; the bot does so by itself");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(begin, "interrupted", "");
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage()).replace(token.reveal(), "***");
      return failed(
          begin,
          e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + message),
          "check the network, a proxy or the configured url");
    } catch (Exception e) {
      return failed(begin, "an answer that is none of the platform's", "check the configured url");
    }
  }

  private static Probe failed(long begin, String detail, String advice) {
    return new Probe(false, Duration.ofNanos(System.nanoTime() - begin), detail, advice);
  }

  /** An address below a base, whether that ends with a slash or not. */
  public static URI below(URI base, String path) {
    String text = base.toString();
    return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
  }
}
