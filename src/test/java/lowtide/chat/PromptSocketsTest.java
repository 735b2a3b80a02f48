package lowtide.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void nothingWrittenWaitsForAnAcknowledgement() throws IOException {
    PromptSockets sockets = new PromptSockets();
    String host = HERE.getHostAddress();
    try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
      int port = server.getLocalPort();
      for (Socket socket :
          new Socket[] {
            sockets.createSocket(),
            sockets.createSocket(HERE, port),
            sockets.createSocket(host, port),
            sockets.createSocket(HERE, port, HERE, 0),
            sockets.createSocket(host, port, HERE, 0)
          }) {
        try (socket) {
          assertThat(socket.getTcpNoDelay()).isTrue();
        }
      }
    }
  }
}
