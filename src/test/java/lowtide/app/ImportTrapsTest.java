package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that look good and would ruin every reading. */
class ImportTrapsTest {
  private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
  private static final int DAYS = 60;

  @TempDir private Path folder;
  private String said = "";

  private double[] closes() {
    Random random = new Random(1);
    double[] closes = new double[DAYS];
    double price = 90_000;
    for (int day = 0; day < DAYS; day++) {
      price *= Math.exp(.03 * random.nextGaussian());
      closes[day] = price;
    }
    return closes;
  }

  private String days(String name, int shift) throws Exception {
    StringBuilder csv = new StringBuilder("date,close\n");
    double[] closes = closes();
    for (int day = 0; day < DAYS; day++) {
      csv.append(FIRST.plusDays(day + shift)).append(',').append(closes[day]).append('\n');
    }
    Files.writeString(folder.resolve(name), csv);
    return folder.resolve(name).toString();
  }

  private String hours() throws Exception {
    StringBuilder csv = new StringBuilder("time,close\n");
    double[] closes = closes();
    for (int day = 0; day < DAYS; day++) {
      for (int hour = 0; hour < 24; hour++) {
        csv.append("%sT%02d:00:00Z,%s\n".formatted(FIRST.plusDays(day), hour, closes[day]));
      }
    }
    Files.writeString(folder.resolve("hours.csv"), csv);
    return folder.resolve("hours.csv").toString();
  }

  private int imported(String symbol, String file) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      return Main.execute(
          "import",
          "--config",
          "config/lowtide.yml",
          "--data",
          folder.resolve("data").toString(),
          "--instrument",
          symbol,
          file);
    } finally {
      System.setOut(out);
      System.setErr(err);
      said = bytes.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void daysThatAreNamedOneTooLateBesideTheStoredOnesAreRefused() throws Exception {
    assertThat(imported("BTC", days("right.csv", 0))).isZero();
    assertThat(imported("BTC", days("late.csv", 1))).isEqualTo(2);

    assertThat(said).contains("late.csv").contains("one bar too late").contains("Nothing was");
    assertThat(imported("BTC", days("right.csv", 0))).isZero();
    assertThat(said).contains("0 new, 0 corrected");
  }

  @Test
  void daysThatAreNamedOneTooLateBesideTheHoursAreRefusedToo() throws Exception {
    assertThat(imported("BTC", hours())).isZero();
    assertThat(imported("BTC", days("early.csv", -1))).isEqualTo(2);
    assertThat(said).contains("one bar too early");
    assertThat(imported("BTC", days("right.csv", 0))).isZero();
  }

  /** A fund carried over a weekend would have returns of zero. */
  @Test
  void aFundsWeekendsAndHolidaysAreNoSessions() throws Exception {
    Files.writeString(
        folder.resolve("fund.csv"),
        "date,close\n2025-07-03,222\n2025-07-04,222\n2025-07-05,222\n2025-07-06,222\n2025-07-07,223\n");

    assertThat(imported("IWM", folder.resolve("fund.csv").toString())).isEqualTo(1);
    assertThat(said).contains("2 bars of IWM").contains("3 bad rows");
  }
}
