package lowtide.chat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Sockets that send at once what is written to them.
 *
 * <p>OkHttp leaves Nagle's algorithm on: the end of a picture then waits until the other side,
 * which delays that by 40 ms, has acknowledged its beginning.
 */
public final class PromptSockets extends SocketFactory {
  @Override
  public Socket createSocket() throws IOException {
    return prompt(getDefault().createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return prompt(getDefault().createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return prompt(getDefault().createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return prompt(getDefault().createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return prompt(getDefault().createSocket(host, port, local, localPort));
  }

  private static Socket prompt(Socket socket) throws SocketException {
    socket.setTcpNoDelay(true);
    return socket;
  }
}
