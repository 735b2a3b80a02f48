package lowtide.market.source;

import java.net.URI;

/**
 * How to reach a price source.
 *
 * @param url scheme, host and port
 */
public record SourceSettings(URI url) {}
