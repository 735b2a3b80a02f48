package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A metric from its file to the answer, as scripts use it. */
class MetricImportTest {
  private static final LocalDate START = LocalDate.of(2018, 1, 1);

  @TempDir private Path folder;
  private String out = "";

  @BeforeEach
  void writeFiles() throws Exception {
    String shipped = Files.readString(Path.of("config/lowtide.yml"));
    Files.writeString(
        folder.resolve("lowtide.yml"),
        shipped.replace("#  MVRV:", "  MVRV:").replace("#  mvrv:", "  mvrv:"));
    write("BTC.csv", 1, 30_000, 2200);
    write("MVRV.csv", 2, 2, 2190);
    Files.writeString(folder.resolve("hours.csv"), "time,close\n2024-01-01T00:00:00Z,2\n");
  }

  private void write(String name, long seed, double first, int days) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder csv = new StringBuilder("date,close\n");
    double value = first;
    for (int i = 0; i < days; i++) {
      value *= Math.exp(.02 * random.nextGaussian());
      csv.append(START.plusDays(i)).append(',').append(value).append('\n');
    }
    Files.writeString(folder.resolve(name), csv);
  }

  @Test
  void theShippedConfigsExampleWorksFromImportToAnswer() throws Exception {
    assertThat(run("import", "--instrument", "BTC", file("BTC.csv"))).isZero();
    assertThat(run("import", "--instrument", "MVRV", file("MVRV.csv"))).isZero();
    assertThat(out).contains("2190 bars of MVRV (day): 2190 new");

    JsonNode last = phase(2190);
    assertThat(last.path("components").path("mvrv").path("percentile").isNumber()).isTrue();
    assertThat(last.path("flags")).isEmpty();
    JsonNode after = phase(2191);
    assertThat(after.path("components").path("mvrv").isNull()).isTrue();
    assertThat(after.path("flags").get(0).asText()).isEqualTo("NO_MVRV");

    for (String command : List.of("/price MVRV", "/chart MVRV", "/corr MVRV", "/phase MVRV")) {
      assertThat(run("ask", "--json", command)).as(command).isEqualTo(2);
      assertThat(out).contains("Unknown symbol MVRV");
    }
    assertThat(run("check")).isZero();
    assertThat(out).contains("Coin Metrics (CC BY-NC) btc").contains("BTC risk phase (with MVRV)");
  }

  @Test
  void aMetricHasNoHours() {
    assertThat(run("import", "--instrument", "MVRV", file("hours.csv"))).isEqualTo(2);
  }

  private JsonNode phase(int days) throws Exception {
    assertThat(run("ask", "--at", START.plusDays(days - 1L).toString(), "--json", "/phase"))
        .isZero();
    return new ObjectMapper().readTree(out);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... arguments) {
    PrintStream real = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      return Main.execute(
          Stream.concat(
                  Stream.of(arguments),
                  Stream.of("--config", file("lowtide.yml"), "--data", file("data")))
              .toArray(String[]::new));
    } finally {
      System.setOut(real);
      out = bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
