package lowtide.watch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import lowtide.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Where the bot can be watched.
 *
 * @param bind the address it listens at
 * @param token what those who ask must know; null for nobody has to, on this machine alone
 */
public record WatchSettings(String bind, int port, @Nullable Secret token) {
  /** Whoever reaches the port may try as fast as it answers. */
  private static final int SHORTEST_TOKEN = 12;

  public WatchSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
    }
    if (!bind.matches("[0-9a-fA-F.:]+|localhost")) {
      throw new IllegalArgumentException("bind must be an address such as 127.0.0.1, not " + bind);
    }
    if (token != null && token.reveal().length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "a token of %d characters can be guessed: at least %d are needed, such as openssl rand -hex 16 prints"
              .formatted(token.reveal().length(), SHORTEST_TOKEN));
    }
    if (token != null && !token.reveal().matches("[!-~]+")) {
      throw new IllegalArgumentException(
          "a token is of printable ASCII alone, as a header carries nothing else: such as openssl rand -hex 16 prints");
    }
    if (token == null && !isLoopback(bind)) {
      throw new IllegalArgumentException(
          "whoever can reach %s could read along: a token is needed there".formatted(bind));
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("bind must be an address, not " + address, e);
    }
  }
}
