package lowtide.market.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import lowtide.market.Bar;
import lowtide.market.Interval;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A page of 1,000 klines, from the text of the answer to checked bars. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class KlineBench {
  private static final int ROWS = 1_000;
  private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant NOW = FIRST.plus(Duration.ofHours(ROWS + 1));

  private String body = "";

  @Setup
  public void fill() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("[");
    double price = 100_000;
    for (int i = 0; i < ROWS; i++) {
      long opens = FIRST.plus(Duration.ofHours(i)).toEpochMilli();
      price += 100 * random.nextGaussian();
      text.append(i == 0 ? "" : ",")
          .append(
              "[%d,\"%.8f\",\"%.8f\",\"%.8f\",\"%.8f\",\"%.8f\",%d,\"%.8f\",%d,\"%.8f\",\"%.8f\",\"0\"]"
                  .formatted(
                      opens,
                      price,
                      price + 150,
                      price - 150,
                      price + 20,
                      random.nextDouble() * 900,
                      opens + 3_599_999,
                      random.nextDouble() * 1e7,
                      random.nextInt(90_000),
                      random.nextDouble() * 400,
                      random.nextDouble() * 1e6));
    }
    body = text.append("]").toString();
  }

  @Benchmark
  public List<Bar> read() {
    return BinanceSource.klines(
        "Binance", Json.tree("Binance", body), Interval.HOUR, FIRST, NOW, NOW);
  }
}
