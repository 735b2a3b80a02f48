package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Drawing in a process of its own, on a machine as bare as a minimal container. */
@EnabledOnOs(OS.LINUX) // elsewhere fonts do not come from fontconfig
class NoFontsTest {
  @TempDir Path home;

  /** What the other process does: draw twice, for the second failure differs from the first. */
  public static final class DrawTwice {
    public static void main(String[] args) {
      for (int i = 0; i < 2; i++) {
        try {
          System.out.println(new Charts().png(Samples.price()).length + " bytes");
        } catch (ChartException e) {
          System.out.println(e.kind() + ": " + e.getMessage());
        }
      }
    }
  }

  private String draw(String variable, String value, String... options) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder = new ProcessBuilder(java.toString());
    builder.command().addAll(List.of(options));
    // A fresh home: fonts found earlier are cached in the user's.
    builder.command().add("-Duser.home=" + home);
    builder.command().add("-cp");
    builder.command().add(System.getProperty("java.class.path"));
    builder.command().add(DrawTwice.class.getName());
    builder.environment().put(variable, value);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Path output = home.resolve("output");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  @Test
  void missingFontsAreAChartExceptionThatSaysWhatToInstall() throws Exception {
    Path fonts = home.resolve("fonts.conf");
    Files.writeString(
        fonts,
        """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig><dir>%s/none</dir><cachedir>%s/cache</cachedir></fontconfig>
        """
            .formatted(home, home));
    String output = draw("FONTCONFIG_FILE", fonts.toString(), "-Djava.awt.headless=true");
    assertThat(output.lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("NO_GRAPHICS: this machine cannot draw pictures"))
        .allMatch(line -> line.contains("install fontconfig and a font"));
  }

  @Test
  void aDisplayThatCannotBeReachedIsAChartExceptionToo() throws Exception {
    String output = draw("DISPLAY", ":4242", "-Djava.awt.headless=false");
    assertThat(output.lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("NO_GRAPHICS: this machine cannot draw pictures"))
        .allMatch(line -> line.contains("-Djava.awt.headless=true"));
  }
}
