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
  public WatchSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
    }
    if (!bind.matches("[0-9a-fA-F.:]+|localhost")) {
      throw new IllegalArgumentException("bind must be an address such as 127.0.0.1, not " + bind);
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
