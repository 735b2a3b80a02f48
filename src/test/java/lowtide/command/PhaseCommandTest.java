package lowtide.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseSamples;
import lowtide.signal.PhaseSettings;
import lowtide.signal.SignalEngine;
import org.junit.jupiter.api.Test;

class PhaseCommandTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument ETH = new Instrument("ETH", "Ether", Instrument.Kind.CRYPTO);
  private static final Instrument QQQ = new Instrument("QQQ", "Nasdaq", Instrument.Kind.EQUITY);
  private static final Instrument MVRV = new Instrument("MVRV", "MVRV", Instrument.Kind.METRIC);

  private final Series btc = PhaseSamples.days(BTC, 4, 3300);
  private final Series eth = PhaseSamples.days(ETH, 5, 2000);
  private final Series mvrv = PhaseSamples.days(MVRV, 6, 3299);

  @Test
  void theTitleHasThePhaseAndTheBodyWhatMakesIt() {
    Message message = ask(null, 3300).message();
    PhaseReading reading = reading(null, 3300);
    assertThat(message.title())
        .isEqualTo(
            "BTC risk phase %s since %s (R %.1f of 100)"
                .formatted(reading.phase(), reading.since(), reading.risk()));
    assertThat(text(message))
        .contains("without MVRV.")
        .contains(" points to go, then 2 days in a row.")
        .contains("30 days after")
        .contains("episodes permuted 1,999 times, seed 1")
        .contains("it does not call tops. All-time highs before a fall of a fifth or more:")
        .contains(" phase changes a year · ")
        .contains("median deepest fall");
  }

  @Test
  void factsKeepTheirNamesAndCarryTheParts() {
    Map<String, Object> facts = ask(null, 3300).facts();
    PhaseReading reading = reading(null, 3300);
    assertThat(facts)
        .containsEntry("command", "phase")
        .containsEntry("phase", reading.phase().name())
        .containsEntry("risk", reading.risk())
        .containsEntry("stress", reading.stress())
        .containsEntry("heat", reading.heat())
        .containsEntry("since", reading.since().toString())
        .containsEntry("flags", List.of());
    assertThat(section(facts, "components"))
        .containsEntry("mvrv", null)
        .containsEntry(
            "drawdown",
            Map.of(
                "value", reading.drawdown().value(),
                "percentile", reading.drawdown().percentile()));
    assertThat(section(facts, "outcomes"))
        .containsEntry("horizonDays", 30)
        .containsKeys("phases", "test", "drawdownP", "volatilityP", "returnP", "tops");
  }

  @Test
  void mvrvIsSaidToBeInOrOutOfIt() {
    assertThat(text(ask("MVRV", 3299).message())).contains("MVRV in it.");
    Answer after = ask("MVRV", 3300);
    assertThat(text(after.message()))
        .contains("without MVRV, which is not known for that day.")
        .contains("NO_MVRV");
    assertThat(after.facts()).containsEntry("flags", List.of("NO_MVRV"));
    assertThat(after.facts().get("heat")).isEqualTo(reading(null, 3300).heat());
  }

  @Test
  void anotherCoinIsAnsweredWhereThereIsEnoughOfItAndElseTheReasonGiven() {
    assertThat(ask(null, 3300, "BTC").facts()).isEqualTo(ask(null, 3300).facts());
    Answer unknown = ask("MVRV", 3300, "eth");
    assertThat(unknown.message().title()).isEqualTo("ETH risk phase: not known yet");
    assertThat(text(unknown.message())).contains("It needs 2129 days of ETH");
    assertThat(unknown.facts())
        .containsEntry("phase", null)
        .containsEntry("outcomes", null)
        .containsEntry("flags", List.of("UNKNOWN"));
    assertThat(unknown.mistake()).isFalse();
  }

  @Test
  void whatIsNoCoinIsAMistakeThatShowsAWorkingCommand() {
    for (String typed : List.of("QQQ", "MVRV", "30", "BTC ETH", "BCT")) {
      Answer answer = ask("MVRV", 3300, typed.split(" "));
      assertThat(answer.mistake()).as(typed).isTrue();
      assertThat(answer.facts()).containsEntry("example", "/phase BTC");
    }
  }

  @Test
  void theMenuOffersCoinsAlone() {
    assertThat(command(null, view(3300)).spec().options().get(0).choices())
        .containsExactly("BTC", "ETH");
  }

  @Test
  void noWordOfAdvice() {
    for (int n = 2129; n <= 3300; n += 90) {
      assertThat(text(ask(null, n).message()).toLowerCase(Locale.ROOT))
          .doesNotContain("buy")
          .doesNotContain("sell")
          .doesNotContain("should");
    }
  }

  @Test
  void daysThatAreNotKnownMakeItStale() {
    Map<Instrument, Series> days = Map.of(BTC, btc);
    MarketView late =
        new MarketView(btc.closesAt(3299).plusSeconds(49 * 3600), days, Map.of(), Map.of());
    Answer answer = command(null, late).answer(request());
    assertThat(answer.facts()).containsEntry("flags", List.of("STALE"));
    assertThat(answer.message().tone()).isEqualTo(Message.Tone.WARNING);
  }

  private Answer ask(String metric, int days, String... typed) {
    return command(metric, view(days)).answer(request(typed));
  }

  private static Request request(String... typed) {
    return new Request(ChatId.of("terminal", "here"), "you", true, "phase", List.of(typed));
  }

  private PhaseCommand command(String metric, MarketView view) {
    return new PhaseCommand(
        () -> view,
        new Instruments(List.of(BTC, ETH, QQQ)),
        settings(metric),
        engine(metric),
        Pictures.NONE);
  }

  private PhaseReading reading(String metric, int days) {
    return (PhaseReading) engine(metric).phase(view(days), BTC);
  }

  private static SignalEngine engine(String metric) {
    return PhaseSamples.engine(settings(metric));
  }

  private static PhaseSettings settings(String metric) {
    return new PhaseSettings("BTC", 35, 42, 65, 58, 2, 7, metric);
  }

  private MarketView view(int days) {
    return new MarketView(
        btc.closesAt(days - 1), Map.of(BTC, btc, ETH, eth, MVRV, mvrv), Map.of(), Map.of());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> section(Map<String, Object> facts, String name) {
    return (Map<String, Object>) facts.get(name);
  }

  private static String text(Message message) {
    StringBuilder text = new StringBuilder(message.title()).append('\n');
    message.blocks().forEach(block -> text.append(block).append('\n'));
    return text.append(message.footer()).toString();
  }
}
