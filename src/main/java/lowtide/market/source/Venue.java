package lowtide.market.source;

import static lowtide.market.Instrument.Kind.CRYPTO;
import static lowtide.market.Instrument.Kind.EQUITY;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import lowtide.market.Instrument;
import lowtide.market.PriceSource;

/** The live sources there are: how each is reached, and what it takes from whom. */
public enum Venue {
  COINBASE(
      "Coinbase",
      "https://api.exchange.coinbase.com",
      CRYPTO,
      "BTC-USD",
      new Limit(8, Duration.ofSeconds(1)),
      CoinbaseSource::new),
  YAHOO(
      "Yahoo",
      "https://query1.finance.yahoo.com",
      EQUITY,
      "IWM",
      new Limit(4, Duration.ofSeconds(1)),
      YahooSource::new);

  // Some answer only to what calls itself a browser.
  private static final String BROWSER = "Mozilla/5.0 (compatible; Lowtide)";

  private final String label;
  private final URI url;
  private final Instrument.Kind kind;
  private final String example;
  private final Limit limit;
  private final BiFunction<HttpFetcher, Map<String, String>, PriceSource> adapter;

  Venue(
      String label,
      String url,
      Instrument.Kind kind,
      String example,
      Limit limit,
      BiFunction<HttpFetcher, Map<String, String>, PriceSource> adapter) {
    this.label = label;
    this.url = URI.create(url);
    this.kind = kind;
    this.example = example;
    this.limit = limit;
    this.adapter = adapter;
  }

  /** The name in the config, e.g. {@code coinbase}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Venue> of(String key) {
    for (Venue venue : values()) {
      if (venue.key().equals(key)) {
        return Optional.of(venue);
      }
    }
    return Optional.empty();
  }

  /** As shown to people, e.g. {@code Coinbase}. */
  public String label() {
    return label;
  }

  public URI url() {
    return url;
  }

  /** What it has prices of. */
  public Instrument.Kind kind() {
    return kind;
  }

  /** How it writes an instrument, e.g. {@code BTC-USD}. */
  public String example() {
    return example;
  }

  public Limit limit() {
    return limit;
  }

  /** Whether it answers only with a key. */
  public boolean needsKey() {
    return false;
  }

  /** What it wants to be told with every request. */
  Map<String, String> headers(SourceSettings settings) {
    return Map.of("User-Agent", this == YAHOO ? BROWSER : "Lowtide market-signal bot");
  }

  /**
   * @param codes symbol to the venue's own code, e.g. BTC to BTC-USD
   */
  PriceSource source(HttpFetcher http, Map<String, String> codes) {
    return adapter.apply(http, codes);
  }
}
