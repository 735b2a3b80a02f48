package lowtide.market.source;

import static lowtide.market.Instrument.Kind.CRYPTO;
import static lowtide.market.Instrument.Kind.EQUITY;
import static lowtide.market.Instrument.Kind.METRIC;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
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
      false,
      CoinbaseSource::new),
  KRAKEN(
      "Kraken",
      "https://api.kraken.com",
      CRYPTO,
      "XBTUSD",
      new Limit(10, Duration.ofSeconds(10)),
      false,
      KrakenSource::new),
  BINANCE(
      "Binance (USDT)",
      "https://data-api.binance.vision",
      CRYPTO,
      "BTCUSDT",
      new Limit(20, Duration.ofSeconds(1)),
      false,
      BinanceSource::new),
  BITSTAMP(
      "Bitstamp",
      "https://www.bitstamp.net",
      CRYPTO,
      "btcusd",
      new Limit(10, Duration.ofSeconds(1)),
      false,
      BitstampSource::new),
  COINGECKO(
      "CoinGecko",
      "https://api.coingecko.com",
      CRYPTO,
      "bitcoin",
      new Limit(5, Duration.ofMinutes(1)),
      false,
      CoinGeckoSource::new),
  YAHOO(
      "Yahoo",
      "https://query1.finance.yahoo.com",
      EQUITY,
      "IWM",
      new Limit(4, Duration.ofSeconds(1)),
      false,
      YahooSource::new),
  NASDAQ(
      "Nasdaq",
      "https://api.nasdaq.com",
      EQUITY,
      "IWM",
      new Limit(2, Duration.ofSeconds(1)),
      false,
      NasdaqSource::new),
  TWELVEDATA(
      "Twelve Data",
      "https://api.twelvedata.com",
      EQUITY,
      "IWM",
      new Limit(8, Duration.ofMinutes(1)),
      true,
      TwelveDataSource::new),
  TIINGO(
      "Tiingo",
      "https://api.tiingo.com",
      EQUITY,
      "IWM",
      new Limit(50, Duration.ofHours(1)),
      true,
      TiingoSource::new),
  COINMETRICS(
      "Coin Metrics (CC BY-NC)",
      "https://community-api.coinmetrics.io",
      METRIC,
      "btc",
      new Limit(10, Duration.ofSeconds(6)),
      false,
      CoinMetricsSource::new);

  // Some answer only to what calls itself a browser.
  private static final String BROWSER = "Mozilla/5.0 (compatible; Lowtide)";

  private final String label;
  private final URI url;
  private final Instrument.Kind kind;
  private final String example;
  private final Limit limit;
  private final boolean needsKey;
  private final BiFunction<HttpFetcher, Map<String, String>, PriceSource> adapter;

  Venue(
      String label,
      String url,
      Instrument.Kind kind,
      String example,
      Limit limit,
      boolean needsKey,
      BiFunction<HttpFetcher, Map<String, String>, PriceSource> adapter) {
    this.label = label;
    this.url = URI.create(url);
    this.kind = kind;
    this.example = example;
    this.limit = limit;
    this.needsKey = needsKey;
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
    return needsKey;
  }

  /** What it wants to be told with every request; keys only here, never in an address. */
  Map<String, String> headers(SourceSettings settings) {
    Map<String, String> headers = new HashMap<>();
    headers.put("User-Agent", "Lowtide market-signal bot");
    headers.put("Accept", "application/json");
    String key = settings.key() == null ? "" : settings.key().reveal();
    switch (this) {
      case YAHOO -> headers.put("User-Agent", BROWSER);
      case NASDAQ -> {
        headers.put("User-Agent", BROWSER);
        headers.put("Referer", "https://www.nasdaq.com/");
        headers.put("Origin", "https://www.nasdaq.com");
      }
      case TWELVEDATA -> headers.put("Authorization", "apikey " + key);
      case TIINGO -> headers.put("Authorization", "Token " + key);
      default -> {}
    }
    return headers;
  }

  /**
   * @param codes symbol to the venue's own code, e.g. BTC to BTC-USD
   */
  PriceSource source(HttpFetcher http, Map<String, String> codes) {
    return adapter.apply(http, codes);
  }
}
