package lowtide.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Consensus;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;

/** What /price says of venues, age and closed markets. */
class PriceCommandTest {
  private static final Instant NOW = Instant.parse("2025-07-12T15:00:00Z"); // a Saturday
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument IWM = new Instrument("IWM", "Russell", Instrument.Kind.EQUITY);

  private static Quote quote(Instrument instrument, String venue, String price, int age) {
    return new Quote(instrument, new BigDecimal(price), NOW.minusSeconds(age), venue, Quote.LIVE);
  }

  private static Answer answer(Quote quote, String typed) {
    MarketView view =
        new MarketView(
            NOW,
            Map.of(IWM, Series.empty(IWM, Interval.DAY)),
            Map.of(),
            Map.of(quote.instrument(), quote));
    return new PriceCommand(() -> view, new Instruments(List.of(BTC, IWM)))
        .answer(
            new Request(
                ChatId.of("terminal", "here"),
                "you",
                true,
                "price",
                typed.isEmpty() ? List.of() : List.of(typed)));
  }

  private static String text(Answer answer) {
    StringBuilder text = new StringBuilder(answer.message().title());
    for (Message.Block block : answer.message().blocks()) {
      text.append('\n')
          .append(block instanceof Message.Table table ? table.rows() : block.toString());
    }
    return text.toString();
  }

  @Test
  void theVenuesOfTheMedianAreNamedAndThoseThatAreLeftOut() {
    Quote median =
        Consensus.of(
                List.of(
                    quote(BTC, "Coinbase", "119000", 3),
                    quote(BTC, "Kraken", "119100", 5),
                    quote(BTC, "Bitstamp", "119050", 500),
                    quote(BTC, "Binance (USDT)", "83000", 1)),
                List.of("CoinGecko"),
                NOW)
            .orElseThrow();
    Answer answer = answer(median, "");

    assertThat(text(answer))
        .contains("BTC $119,050")
        .contains("Coinbase, $119,000, 3 s")
        .contains("left out: too old")
        .contains("left out: more than 5 % off the median")
        .contains("CoinGecko, -, -, no answer yet")
        .contains("2 of 5 venues");
    assertThat(answer.facts().get("flags")).isEqualTo(List.of());
    assertThat((List<?>) answer.facts().get("venues")).hasSize(5);
  }

  @Test
  void oneVenueAloneIsFlagged() {
    Quote alone =
        Consensus.of(List.of(quote(BTC, "Coinbase", "119000", 3)), List.of("Kraken"), NOW)
            .orElseThrow();
    Answer answer = answer(alone, "");

    assertThat(text(answer)).contains("Only one venue is fresh: no level alert is based on it.");
    assertThat(answer.facts().get("flags")).isEqualTo(List.of("ONE_VENUE"));
  }

  @Test
  void aClosedMarketIsNoStalePrice() {
    Answer answer = answer(quote(IWM, "Yahoo", "222.5", 70_000), "IWM");

    assertThat(text(answer))
        .contains("New York is closed (weekend); it opens Mon 09:30 New York time.")
        .contains("IWM: the session of 2025-07-11 is late.");
    assertThat(answer.facts().get("flags")).isEqualTo(List.of("CLOSED"));
  }
}
