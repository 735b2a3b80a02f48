package lowtide.market.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import lowtide.market.Instrument;
import lowtide.market.SourceException;

/** What a source calls the instruments, fit for a path or query. */
record Codes(String source, Map<String, String> bySymbol) {
  Codes {
    bySymbol = Map.copyOf(bySymbol);
  }

  /**
   * @throws SourceException if the config gives none
   */
  String of(Instrument instrument) {
    String code = bySymbol.get(instrument.symbol());
    if (code == null) {
      throw new SourceException(
          SourceException.Kind.UNKNOWN_SYMBOL, source + ": has no code for " + instrument.symbol());
    }
    return URLEncoder.encode(code, StandardCharsets.UTF_8);
  }
}
