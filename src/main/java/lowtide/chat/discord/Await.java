package lowtide.chat.discord;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.requests.RestAction;

/** Waits for a request's answer, but not for ever; a request that is given up is taken back. */
final class Await {
  private Await() {}

  /** Why there is no answer: the library's own exception, a time-out or an interruption. */
  static final class NoAnswer extends Exception {
    private NoAnswer(Throwable cause) {
      super(cause);
    }

    Throwable reason() {
      Throwable cause = getCause();
      return cause == null ? this : cause;
    }
  }

  static <T> T answer(RestAction<T> request, Duration longest) throws NoAnswer {
    CompletableFuture<T> answer;
    try {
      answer = request.submit();
    } catch (RuntimeException e) {
      throw new NoAnswer(e);
    }
    try {
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new NoAnswer(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new NoAnswer(new TimeoutException("no answer within " + longest.toMillis() + " ms"));
    } catch (RuntimeException e) {
      // Cancelled: JDA's word for what became pointless, such as an answer to a lost interaction.
      throw new NoAnswer(e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new NoAnswer(e);
    }
  }
}
