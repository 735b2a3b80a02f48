package lowtide.chat.telegram;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/**
 * Lets only what looks like an answer of the Bot API through to the library.
 *
 * <p>The library reads bodies of any size, takes a proxy's HTML for error code 0 and passes on
 * exceptions that may hold the token. Here all three become an {@link IOException} that says what
 * happened; its cause is left out because its message cannot be trusted.
 */
final class BoundedAnswers implements Interceptor {
  private static final long LARGEST = 16L * 1024 * 1024;
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final Redaction redaction;

  BoundedAnswers(Redaction redaction) {
    this.redaction = redaction;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try (Response response = chain.proceed(chain.request())) {
      String body = read(response.body().source(), response.code());
      return response.newBuilder().body(ResponseBody.create(body, JSON)).build();
    } catch (IOException | RuntimeException failure) {
      throw failure instanceof Unanswered known ? known : new Unanswered(redaction.of(failure));
    }
  }

  private static String read(BufferedSource source, int status) throws IOException {
    if (source.request(LARGEST + 1)) {
      throw new Unanswered("HTTP " + status + " with more than " + LARGEST + " bytes");
    }
    String body = source.readUtf8();
    if (!body.stripLeading().startsWith("{")) {
      throw new Unanswered("HTTP " + status + " without an answer of the Bot API");
    }
    return body;
  }
}
