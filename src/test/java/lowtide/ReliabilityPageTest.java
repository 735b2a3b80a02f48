package lowtide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reliability.md names a test for each promise: they exist. */
class ReliabilityPageTest {
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w+(?:Test|Contract))\\.(\\w+)(?:\\.\\.\\.)?");

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    String page = Files.readString(Path.of("docs/reliability.md"));
    Matcher named = NAMED.matcher(page);
    int found = 0;
    while (named.find()) {
      assertThat(source(named.group(1)))
          .as(named.group())
          .containsPattern("void " + named.group(2) + "\\w*\\(");
      found++;
    }
    assertThat(found).isGreaterThan(40);
  }

  private static String source(String test) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      List<Path> all =
          files.filter(file -> file.getFileName().toString().equals(test + ".java")).toList();
      assertThat(all).as(test).hasSize(1);
      return Files.readString(all.get(0));
    }
  }
}
