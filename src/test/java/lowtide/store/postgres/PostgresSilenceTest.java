package lowtide.store.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import lowtide.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresSilenceTest {
  /** The system takes the connection; nobody ever answers, as at a server that is stuck. */
  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aServerThatSaysNothingIsNotWaitedForLong() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      PostgresSettings settings =
          new PostgresSettings(
              "jdbc:postgresql://127.0.0.1:%d/lowtide".formatted(silent.getLocalPort()),
              "lowtide",
              null);

      assertThatThrownBy(() -> PostgresDatabase.open(settings))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("cannot be used")
          .hasMessageContaining("Check store.url");
    }
  }
}
