package lowtide.market.source;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import lowtide.market.SourceException;
import lowtide.market.SourceException.Kind;

/**
 * Where a source may send its requests on to: https alone, and nothing of our own network, to which
 * a name may come to point. A host that somebody chose in the config may be anywhere.
 */
final class Redirects {
  private final String source;
  private final URI base;
  private final boolean chosen;

  Redirects(SourceSettings settings) {
    this.source = settings.venue().label();
    this.base = settings.url();
    this.chosen = !base.equals(settings.venue().url());
  }

  /** Where an answer points to. */
  URI next(URI from, HttpResponse<String> response) {
    String location =
        response
            .headers()
            .firstValue("Location")
            .orElseThrow(
                () -> trouble(Kind.MALFORMED, "HTTP " + response.statusCode() + " to nowhere"));
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw trouble(Kind.MALFORMED, "a redirect to no address");
    }
    boolean sameHost =
        "http".equals(base.getScheme())
            && "http".equals(to.getScheme())
            && String.valueOf(base.getAuthority()).equals(to.getAuthority());
    if (!"https".equals(to.getScheme()) && !sameHost) {
      throw trouble(Kind.REFUSED, "a redirect away from https");
    }
    check(to);
    return to;
  }

  /**
   * @throws SourceException if the address is one of a private network
   */
  void check(URI uri) {
    String host = String.valueOf(uri.getHost());
    if (chosen && host.equals(base.getHost())) {
      return;
    }
    try {
      if (Arrays.stream(InetAddress.getAllByName(host)).anyMatch(Redirects::isPrivate)) {
        throw trouble(Kind.REFUSED, host + " is a private address");
      }
    } catch (UnknownHostException e) {
      throw trouble(Kind.UNAVAILABLE, "unknown host " + host);
    }
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    return uniqueLocal
        || shared
        || address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress();
  }

  private SourceException trouble(Kind kind, String reason) {
    return new SourceException(kind, source + ": " + reason);
  }
}
