package lowtide.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lowtide.alert.LevelMemory;
import lowtide.chat.ChatId;
import lowtide.chat.Language;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.config.ConfigFile;
import lowtide.market.Consensus;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.AverageTrueRange;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelTracker;
import lowtide.signal.LevelsState;
import lowtide.signal.SignalEngine;
import lowtide.signal.SignalSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rests on the price of one venue, where several can be asked, says so. */
class OneVenueAloneTest {
  private static final Instant NOW = Instant.parse("2025-07-12T15:00:00Z");
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final BigDecimal PRICE = new BigDecimal("120000");
  private static final Quote COINBASE =
      new Quote(BTC, PRICE, NOW.minusSeconds(3), "Coinbase", Quote.LIVE);
  private static final String ENGLISH = "Only one venue is fresh: no level alert is based on it.";
  private static final String GERMAN =
      "Nur eine Börse ist frisch: Keine Marken-Meldung stützt sich darauf.";

  @ParameterizedTest
  @ValueSource(strings = {"dip", "levels", "next", "price"})
  void oneVenueAloneIsFlaggedInBothLanguages(String name) throws Exception {
    Quote alone = Consensus.of(List.of(COINBASE), List.of("Kraken"), NOW).orElseThrow();
    Answer answer = answer(name, alone);

    assertThat(answer.facts()).containsEntry("flags", List.of("ONE_VENUE"));
    assertThat(answer.message().tone()).isEqualTo(Message.Tone.WARNING);
    assertThat(answer.message().blocks().toString()).contains(ENGLISH);
    assertThat(Language.GERMAN.say(answer.message()).blocks().toString())
        .contains(GERMAN)
        .doesNotContain(ENGLISH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dip", "levels", "next", "price"})
  void theOnlyVenueThatCanBeAskedIsNot(String name) throws Exception {
    Answer answer = answer(name, COINBASE);

    assertThat(answer.facts()).containsEntry("flags", List.of());
    assertThat(answer.message().blocks().toString()).doesNotContain(ENGLISH);
  }

  private static Answer answer(String name, Quote quote) throws Exception {
    MarketView view = new MarketView(NOW, Map.of(), Map.of(), Map.of(BTC, quote));
    SignalSettings settings = ConfigFile.read(Path.of("config/lowtide.yml"), Map.of()).signals();
    LevelSettings levels = settings.levels().get(0);
    LevelsState state =
        new LevelTracker(levels)
            .step(
                LevelsState.of(levels), PRICE, NOW.minusSeconds(60), OptionalDouble.empty(), false)
            .state();
    LevelMemory memory = new LevelMemory(state, null, AverageTrueRange.over(14));
    Instruments instruments =
        new Instruments(
            List.of("BTC", "PSCT", "IWM").stream()
                .map(
                    symbol ->
                        symbol.equals("BTC")
                            ? BTC
                            : new Instrument(symbol, symbol, Instrument.Kind.EQUITY))
                .toList());
    Command command =
        switch (name) {
          case "price" -> new PriceCommand(() -> view, instruments);
          case "next" ->
              new NextCommand(
                  () -> view,
                  instruments,
                  settings,
                  new SignalEngine(settings),
                  symbol -> Optional.of(memory),
                  Pictures.NONE);
          case "dip" ->
              LevelsCommand.dip(
                  () -> view,
                  instruments,
                  settings.levels(),
                  symbol -> Optional.of(memory),
                  Pictures.NONE);
          default ->
              LevelsCommand.levels(
                  () -> view,
                  instruments,
                  settings.levels(),
                  symbol -> Optional.of(memory),
                  Pictures.NONE);
        };
    return command.answer(new Request(ChatId.of("terminal", "here"), "you", true, name, List.of()));
  }
}
