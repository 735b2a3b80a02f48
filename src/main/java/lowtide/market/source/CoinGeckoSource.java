package lowtide.market.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Quote;
import lowtide.market.SourceException;

/**
 * CoinGecko: last prices in US dollars, averaged over venues, no key needed.
 *
 * <p>No bars: its days are snapshots of midnight, labelled a day later than the closes of venues,
 * which ruins a correlation.
 */
final class CoinGeckoSource extends HttpSource {
  CoinGeckoSource(HttpFetcher http, Map<String, String> codes) {
    super(http, codes);
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    String code = codes.of(instrument);
    return Optional.of(
        http.get(
            "/api/v3/simple/price?ids=%s&vs_currencies=usd&include_last_updated_at=true"
                .formatted(code),
            answer -> {
              JsonNode coin = answer.path(code);
              if (answer.isObject() && answer.isEmpty()) {
                throw new SourceException(
                    SourceException.Kind.UNKNOWN_SYMBOL, "%s: knows no %s".formatted(name, code));
              }
              Instant time = Instant.ofEpochSecond(Json.whole(name, coin.path("last_updated_at")));
              return live(instrument, coin.path("usd"), time);
            }));
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    return List.of();
  }
}
