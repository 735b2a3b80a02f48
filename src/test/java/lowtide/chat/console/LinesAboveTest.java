package lowtide.chat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesAboveTest {
  @Test
  void onlyWholeLinesArePrinted() {
    List<String> printed = new ArrayList<>();
    PrintStream stream =
        new PrintStream(new LinesAbove(printed::add), true, StandardCharsets.UTF_8);

    stream.print("WARN  f\u00e4llt ");
    stream.flush();
    assertThat(printed).isEmpty();
    stream.print("aus\nINFO");
    stream.println(" wieder da");

    assertThat(printed).containsExactly("WARN  f\u00e4llt aus\n", "INFO wieder da\n");
  }
}
