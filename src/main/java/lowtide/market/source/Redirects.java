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
 *
 * <p>A name that points elsewhere by the time of the connection gains nothing: the runtime keeps
 * for 30 seconds what it looked up, and whoever answers must prove by its certificate to be the
 * host that was asked for, which no machine of a private network can.
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

  /** Of our own network, of no network, or a way to either. */
  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || (bytes.length == 4 ? isPrivate4(bytes) : isPrivate6(bytes));
  }

  private static boolean isPrivate4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean shared = first == 100 && (second & 0xc0) == 64; // RFC 6598
    boolean protocols = first == 192 && second == 0 && bytes[2] == 0; // RFC 6890
    boolean benchmarks = first == 198 && (second & 0xfe) == 18; // RFC 2544
    return shared || protocols || benchmarks || first == 0 || first >= 240;
  }

  private static boolean isPrivate6(byte[] bytes) {
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    // NAT64 (64:ff9b::) and 6to4 (2002:) lead to the IPv4 address they hold.
    boolean translated = bytes[0] == 0 && bytes[1] == 0x64;
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 2;
    return uniqueLocal
        || (translated && isPrivateIn(bytes, 12))
        || (sixToFour && isPrivateIn(bytes, 2));
  }

  private static boolean isPrivateIn(byte[] bytes, int from) {
    try {
      return isPrivate(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // four bytes are always an address
    }
  }

  private SourceException trouble(Kind kind, String reason) {
    return new SourceException(kind, source + ": " + reason);
  }
}
