package lowtide.market.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on a bare socket, so that it can break every rule of HTTP. */
final class FaultyServer implements AutoCloseable {
  /** What is done with a connection after its request was read. */
  @FunctionalInterface
  interface Behaviour {
    void answer(Socket socket, OutputStream out) throws Exception;
  }

  private static final int TLS_HANDSHAKE = 0x16;

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Behaviour behaviour;
  private volatile String asked = "";
  private final AtomicInteger requests = new AtomicInteger();

  FaultyServer(Behaviour behaviour) throws IOException {
    this(behaviour, ServerSocketFactory.getDefault());
  }

  /**
   * @param sockets may speak TLS
   */
  FaultyServer(Behaviour behaviour, ServerSocketFactory sockets) throws IOException {
    this.behaviour = behaviour;
    this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** What it does from now on. */
  void behave(Behaviour next) {
    behaviour = next;
  }

  /** The first line of the newest request. */
  String asked() {
    return asked;
  }

  /** Answers as a decent server would. */
  static Behaviour answer(int status, String headers, String body) {
    return (socket, out) -> out.write(response(status, headers, body));
  }

  static byte[] response(int status, String headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return ("HTTP/1.1 %d X\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n%s"
            .formatted(status, bytes.length, headers, body))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      in.mark(1);
      boolean hello = in.read() == TLS_HANDSHAKE;
      in.reset();
      String line = hello ? "" : in.readLine();
      asked = String.valueOf(line);
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
      }
      requests.incrementAndGet();
      behaviour.answer(socket, socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (Exception e) {
      // The client has had enough.
    }
  }

  int requests() {
    return requests.get();
  }

  URI url(String scheme) {
    return URI.create("%s://127.0.0.1:%d".formatted(scheme, server.getLocalPort()));
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
