package lowtide.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import lowtide.secret.Secret;
import org.junit.jupiter.api.Test;

final class ReasonTest {
  private static final Secret TOKEN = new Secret("s.e.c.r.e.t");

  @Test
  void tokenIsNeverPartOfIt() {
    String reason = Reason.of(new IllegalArgumentException("bad header: Bot s.e.c.r.e.t!"), TOKEN);

    assertThat(reason).isEqualTo("IllegalArgumentException: bad header: Bot ***!");
  }

  @Test
  void whatIsUnderneathIsNamed() {
    Exception failure = new IllegalStateException(new IOException("connection reset"));

    assertThat(Reason.of(failure, TOKEN)).isEqualTo("IOException: connection reset");
  }

  @Test
  void hostileMessageIsOneShortLine() {
    String reason = Reason.of(new IOException("a\nb\u001b[31m" + "x".repeat(5000)), TOKEN);

    assertThat(reason).startsWith("IOException: a b[31m").hasSize(300).endsWith("…");
  }

  @Test
  void failureWithoutAMessageIsNamedByItsKind() {
    assertThat(Reason.of(new IOException(), TOKEN)).isEqualTo("IOException");
  }
}
