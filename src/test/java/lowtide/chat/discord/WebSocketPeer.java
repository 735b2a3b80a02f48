package lowtide.chat.discord;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The server's end of one WebSocket connection: as much of RFC 6455 as the gateway needs. */
final class WebSocketPeer implements AutoCloseable {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private volatile boolean deaf;

  private WebSocketPeer(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  static WebSocketPeer accept(Socket socket) throws IOException {
    WebSocketPeer peer = new WebSocketPeer(socket);
    String key = "";
    for (String line = peer.line(); !line.isEmpty(); line = peer.line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
        key = line.substring(line.indexOf(':') + 1).strip();
      }
    }
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accepted(key)
            + "\r\n\r\n";
    peer.out.write(answer.getBytes(StandardCharsets.US_ASCII));
    peer.out.flush();
    return peer;
  }

  /** The next text; empty when the other end has closed. */
  Optional<String> read() throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0F;
      int second = in.readUnsignedByte();
      long length = second & 0x7F;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] mask = new byte[4];
      if ((second & 0x80) != 0) {
        in.readFully(mask);
      }
      byte[] payload = new byte[Math.toIntExact(length)];
      in.readFully(payload);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i % 4];
      }
      if (deaf) {
        while (in.read() >= 0) {
          // Until the other end gives up.
        }
        return Optional.empty();
      }
      if (opcode == TEXT) {
        return Optional.of(new String(payload, StandardCharsets.UTF_8));
      } else if (opcode == PING) {
        write(PONG, payload);
      } else if (opcode == CLOSE) {
        write(CLOSE, payload);
        return Optional.empty();
      }
    }
  }

  /** From now on it keeps the connection and takes everything, but says nothing. */
  void becomeDeaf() {
    deaf = true;
  }

  void send(String text) throws IOException {
    write(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  void close(int code, String reason) throws IOException {
    byte[] words = reason.getBytes(StandardCharsets.UTF_8);
    write(CLOSE, ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words).array());
  }

  /** Without a closing frame, as when a cable is cut. */
  @Override
  public void close() throws IOException {
    socket.close();
  }

  private synchronized void write(int opcode, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(10 + payload.length).put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else if (payload.length < 65_536) {
      frame.put((byte) 126).putShort((short) payload.length);
    } else {
      frame.put((byte) 127).putLong(payload.length);
    }
    frame.put(payload);
    out.write(frame.array(), 0, frame.position());
    out.flush();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static String accepted(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
