package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the program prints does not depend on the language of the machine. */
final class MachineLanguageTest {
  @Test
  void digitsAreTheSameOnAnArabicMachine() throws IOException {
    assertThat(check("ar", "EG")).isEqualTo(check("en", "US")).contains("60 sessions");
  }

  private static String check(String language, String country) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "check")
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
