package lowtide.market.source;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body as text, given up on when it grows too large. */
final class CappedBody implements HttpResponse.BodySubscriber<String> {
  private final HttpResponse.BodySubscriber<String> whole =
      HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
  private final int largest;
  private long received;
  private Flow.@Nullable Subscription subscription;

  CappedBody(int largest) {
    this.largest = largest;
  }

  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(int largest) {
      super("more than " + largest + " bytes");
    }
  }

  @Override
  public CompletionStage<String> getBody() {
    return whole.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription value) {
    subscription = value;
    whole.onSubscribe(value);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    received += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (received > largest) {
      if (subscription != null) {
        subscription.cancel();
      }
      whole.onError(new TooLargeException(largest));
    } else {
      whole.onNext(buffers);
    }
  }

  @Override
  public void onError(Throwable problem) {
    whole.onError(problem);
  }

  @Override
  public void onComplete() {
    if (received <= largest) {
      whole.onComplete();
    }
  }
}
