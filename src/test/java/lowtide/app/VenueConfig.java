package lowtide.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.market.Instrument;
import lowtide.market.source.LocalVenues;

/** The config file of a bot that asks local venues and tells one chat. */
final class VenueConfig {
  static final long CHAT = 4242;

  private VenueConfig() {}

  static Path write(
      Path folder, Collection<Instrument> played, LocalVenues venues, LocalTelegram telegram)
      throws IOException {
    StringBuilder instruments = new StringBuilder();
    for (Instrument instrument : played) {
      boolean coin = instrument.kind() == Instrument.Kind.CRYPTO;
      String symbol = instrument.symbol();
      instruments.append(
          coin
              ? "  %1$s: {kind: crypto, sources: {coinbase: %1$s-USD, kraken: %2$sUSD, binance: %1$sUSDT, bitstamp: %3$susd}}\n"
                  .formatted(symbol, symbol.replace("BTC", "XBT"), symbol.toLowerCase(Locale.ROOT))
              : "  %1$s: {kind: equity, sources: {yahoo: %1$s, nasdaq: %1$s}}\n".formatted(symbol));
    }
    String sources =
        LocalVenues.VENUES.stream()
            .map(
                venue ->
                    "  %s: {url: \"%s\", limit: {requests: 1000, per: 1s}}\n"
                        .formatted(venue.key(), venues.url(venue)))
            .collect(Collectors.joining());
    String text =
        """
        instruments:
        %ssources:
          use: live
        %spolling: {near: 100ms, prices: 100ms, far: 100ms, bars: 200ms, deliver: 100ms}
        levels: {watch: {BTC: [119000, 116000]}}
        # The bot's clock runs fast here, which messages are not to grow old by.
        delivery: {expires: 365d, supersede: 365d, kept: 400d}
        chats: [{chat: "%s"}]
        terminal: false
        telegram: {token: env:TELEGRAM, url: "%s"}
        """
            .formatted(instruments, sources, "telegram:" + CHAT, telegram.url());
    Path file = folder.resolve("lowtide.yml");
    Files.writeString(file, text);
    return file;
  }
}
