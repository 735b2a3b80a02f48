package lowtide.market.source;

import io.github.bucket4j.Bucket;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import lowtide.market.SourceException;
import lowtide.market.SourceException.Kind;

/**
 * When a source may be asked: no faster than it takes, not before the moment it named itself, and
 * after several failures in a row only now and then, at growing and random distances.
 *
 * <p>An unknown symbol is no failure of the source: it answers.
 */
final class Patience {
  private static final int FAILURES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration LONGEST_SILENCE = Duration.ofHours(6);

  private final String source;
  private final Clock clock;
  private final Bucket bucket;
  private final CircuitBreaker breaker;
  private volatile Silence silence = new Silence(Instant.MIN, Instant.MIN);
  private volatile String lastFailure = "";

  /** When it is not to be asked. A clock that is set back ends it. */
  private record Silence(Instant from, Instant until) {
    boolean holds(Instant now) {
      return now.isBefore(until) && !now.isBefore(from);
    }
  }

  Patience(String source, Limit limit, Clock clock) {
    this.source = source;
    this.clock = clock;
    this.bucket =
        Bucket.builder()
            .addLimit(
                bandwidth ->
                    bandwidth
                        .capacity(limit.requests())
                        .refillGreedy(limit.requests(), limit.per()))
            .build();
    this.breaker =
        CircuitBreaker.of(
            source,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(FAILURES)
                .minimumNumberOfCalls(FAILURES)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2, .5, LONGEST_PAUSE))
                .clock(clock)
                .build());
  }

  /**
   * Does one request.
   *
   * @param timeout for waiting and asking together
   * @param request given the deadline by {@link System#nanoTime}
   */
  <T> T with(Duration timeout, LongFunction<T> request) {
    Instant now = clock.instant();
    Silence asked = silence;
    if (asked.holds(now)) {
      throw rest(
          "asked to be left alone after " + lastFailure, Duration.between(now, asked.until()));
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      if (!bucket.asBlocking().tryConsume(1, timeout.dividedBy(2))) {
        throw rest("asked as often as it allows", Duration.ZERO);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw rest("interrupted", Duration.ZERO);
    }
    if (!breaker.tryAcquirePermission()) {
      throw rest("left alone for a while after " + lastFailure, Duration.ZERO);
    }
    try {
      T answer = request.apply(deadline);
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      return answer;
    } catch (SourceException e) {
      failed(e);
      throw e;
    } catch (RuntimeException | Error e) {
      breaker.onError(0, TimeUnit.NANOSECONDS, e);
      throw e;
    }
  }

  private void failed(SourceException e) {
    Instant now = clock.instant();
    e.retryAfter()
        .map(span -> span.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : span)
        .ifPresent(span -> silence = new Silence(now, now.plus(span)));
    if (e.kind() == Kind.UNKNOWN_SYMBOL) {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      return;
    }
    lastFailure =
        String.valueOf(e.getMessage()).replaceFirst("^" + Pattern.quote(source) + ": ", "");
    breaker.onError(0, TimeUnit.NANOSECONDS, e);
  }

  private SourceException rest(String reason, Duration wait) {
    return new SourceException(
        Kind.UNAVAILABLE, source + ": " + reason, wait.isZero() ? null : wait, null);
  }
}
