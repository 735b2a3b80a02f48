package lowtide.market.source;

import java.net.URI;
import lowtide.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a price source.
 *
 * @param url scheme, host and port; a private address only if it is not the venue's usual one
 * @param key null where none is needed
 */
public record SourceSettings(Venue venue, URI url, @Nullable Secret key, Limit limit) {
  /** The venue as it is usually reached. */
  public static SourceSettings usual(Venue venue) {
    return new SourceSettings(venue, venue.url(), null, venue.limit());
  }
}
