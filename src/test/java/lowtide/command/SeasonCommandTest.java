package lowtide.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lowtide.chart.RowChart;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.signal.PhaseSamples;
import lowtide.signal.PhaseSettings;
import lowtide.signal.SeasonSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeasonCommandTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument ETH = new Instrument("ETH", "Ether", Instrument.Kind.CRYPTO);

  private final Series btc = PhaseSamples.days(BTC, 4, 3500);
  private final Series eth = PhaseSamples.days(ETH, 5, 500);

  @Test
  void theTitleHasTheMeanItsIntervalAndWhetherMonthsDifferAtAll() {
    Answer answer = ask("2025-07-01");
    assertThat(answer.message().title())
        .matches(
            "BTC in July: mean [-+][0-9.]+ %, 95 % [-+][0-9.]+ % to [-+][0-9.]+ %, n 9; (no month"
                + " effect found|the months differ) \\(p [<.0-9 ]+\\)");
    assertThat(answer.message().title().contains("no month effect found"))
        .isEqualTo((double) answer.facts().get("p") >= .05);
    assertThat(text(answer.message()))
        .contains("Shrunk mean ")
        .contains("Do months differ? Since 2016-02: F ")
        .contains("2025-07 from $")
        .contains("Touch, no drift")
        .contains("Without any month effect $")
        .contains("the raw mean had the right sign in ")
        .contains("R² against the mean of all: raw ")
        .contains("4 cycles, too few for an interval")
        .contains("Informational, not advice.");
    assertThat(answer.why()).isNotNull();
    assertThat(answer.why().inputs()).containsKeys("s^2", "tau^2", "B", "F", "p", "sigma_60m");
  }

  @Test
  void factsCarryTheTablesUnrounded() {
    Map<String, Object> facts = ask("2025-07-01").facts();
    assertThat(facts)
        .containsEntry("command", "season")
        .containsEntry("instrument", "BTC")
        .containsEntry("month", 7)
        .containsEntry("from", "2016-02")
        .containsEntry("to", "2025-06")
        .containsEntry("n", 113)
        .containsEntry("since", null)
        .containsEntry("flags", List.of());
    assertThat((List<?>) facts.get("months")).hasSize(12);
    assertThat((List<?>) facts.get("halvings")).hasSize(4);
    assertThat(section(facts, "outlook")).containsEntry("days", 31).containsEntry("daysLeft", 31);
    assertThat(section(facts, "outOfSample")).containsEntry("n", 113 - 60);
    assertThat((List<?>) section(facts, "outOfSampleOfMonth").get("checks")).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"3", "mar", "March", "MAR BTC", "btc 3", "btc march", "03"})
  void aMonthIsANumberOrANameOnEitherSideOfTheSymbol(String typed) {
    assertThat(ask("2025-07-01", typed.split(" ")).facts())
        .containsEntry("month", 3)
        .containsEntry("instrument", "BTC")
        .containsEntry("outlook", null);
  }

  @ParameterizedTest
  @CsvSource({"13", "0", "BTC ETH", "mar 4", "ma", "Julio", "1.5", "-3", "BTC 2025"})
  void whatIsNoMonthIsAMistakeThatShowsAWorkingCommand(String typed) {
    Answer answer = ask("2025-07-01", typed.split(" "));
    assertThat(answer.mistake()).isTrue();
    assertThat(answer.facts()).containsEntry("example", "/season BTC jul");
  }

  @Test
  void tooLittleHistoryIsSaidWithTheReason() {
    Answer answer = ask("2017-07-01", "eth");
    assertThat(answer.message().title()).isEqualTo("ETH in July: not known yet");
    assertThat(text(answer.message())).contains("It needs two finished months of each name");
    assertThat(answer.facts()).containsEntry("p", null).containsEntry("flags", List.of("UNKNOWN"));
  }

  @Test
  void daysThatAreNotKnownMakeItStale() {
    Answer answer = ask("2025-08-30");
    assertThat(answer.facts()).containsEntry("flags", List.of("STALE"));
    assertThat(answer.message().tone()).isEqualTo(Message.Tone.WARNING);
  }

  @Test
  void theChartHasTwelveRowsAndMarksTheMonthAskedAbout() {
    RowChart[] drawn = new RowChart[1];
    command(
            view("2025-07-01"),
            (name, chart) -> {
              drawn[0] = (RowChart) chart.get();
              return null;
            })
        .answer(request("nov"));
    assertThat(drawn[0].rows()).hasSize(12);
    assertThat(drawn[0].rows().stream().filter(RowChart.Row::marked))
        .extracting(RowChart.Row::name)
        .containsExactly("Nov");
    assertThat(drawn[0].altText()).contains("BTC by month: ").contains("Jan ");
  }

  @Test
  void noWordOfAdvice() {
    for (int month = 1; month <= 12; month++) {
      assertThat(text(ask("2025-07-01", String.valueOf(month)).message()).toLowerCase(Locale.ROOT))
          .doesNotContain("buy")
          .doesNotContain("sell")
          .doesNotContain("should");
    }
  }

  private Answer ask(String day, String... typed) {
    return command(view(day), Pictures.NONE).answer(request(typed));
  }

  private static SeasonCommand command(MarketView view, Pictures pictures) {
    return new SeasonCommand(
        () -> view,
        new Instruments(List.of(BTC, ETH)),
        SeasonSettings.DEFAULT,
        PhaseSamples.engine(PhaseSettings.DEFAULT),
        pictures);
  }

  private MarketView view(String day) {
    return new MarketView(
        Instant.parse(day + "T00:00:00Z"), Map.of(BTC, btc, ETH, eth), Map.of(), Map.of());
  }

  private static Request request(String... typed) {
    return new Request(ChatId.of("terminal", "here"), "you", true, "season", List.of(typed));
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
