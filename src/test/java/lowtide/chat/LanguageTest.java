package lowtide.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$119,000|119.000\u00a0$",
        "$0.5231|0,5231\u00a0$",
        "r +0.46, n 1,460|r +0,46, n 1.460",
        "p .099|p 0,099",
        "2025-07-10 14:03 UTC|10.07.2025 14:03 UTC",
        "from 2026-07|from 07.2026",
        "2025-07-10T14:03:00Z|2025-07-10T14:03:00Z",
        "0.1.0|0.1.0",
        "$119k|119k\u00a0$",
        "-$1.5M|-1,5M\u00a0$",
        "12.5 %.|12,5 %.",
        "4 d 3 h|4 d 3 h",
      })
  void numbersAreWrittenAsInGerman(String english, String german) {
    assertThat(Phrasebook.german(english)).isEqualTo(german);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BTC below $116,000 (now $115,984)|BTC unter 116.000\u00a0$ (jetzt 115.984\u00a0$)",
        "SIMULATED: BTC nears $119,000 from above (now $120,156)"
            + "|SIMULIERT: BTC nähert sich 119.000\u00a0$ von oben (jetzt 120.156\u00a0$)",
        "There is no setting now. There are look, zone."
            + "|Eine Einstellung now gibt es nicht. Es gibt look, zone.",
        "/alert BTC < 0.5 once|/alert BTC < 0.5 once",
        "95 % .30 to .70 · SIMULATED|95 % 0,30 bis 0,70 · SIMULIERT",
        "834 days to 2026-02-15, UTC closes · SIMULATED"
            + "|834 Tage bis 15.02.2026, UTC-Schlüsse · SIMULIERT",
        "22:00 to 07:00, Europe/Berlin|22:00 bis 07:00, Europe/Berlin",
        "14:03 Sao Paulo|14:03 Sao Paulo",
      })
  void aPhraseIsFoundWithItsParts(String english, String german) {
    assertThat(Language.GERMAN.say(english)).isEqualTo(german);
    assertThat(Language.ENGLISH.say(english)).isEqualTo(english);
  }

  @Test
  void whatHasNoPhraseStaysAndIsNoted() {
    assertThat(Language.GERMAN.say("Quux frobnicates 1,000 times"))
        .isEqualTo("Quux frobnicates 1.000-mal");
    assertThat(Language.GERMAN.missing()).contains("Quux frobnicates 1,000 times");
  }

  @Test
  void whatSomebodyTypedCannotHoldTheBotUp() {
    String hostile = "a, b; c. d: e (f) · ".repeat(200);
    Assertions.assertThatCode(
            () ->
                org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> Language.GERMAN.say(hostile.substring(0, 1_990))))
        .doesNotThrowAnyException();
  }

  @Test
  void commandsToCopyAndButtonsDoWhatTheyDid() {
    Message english =
        Message.titled("This chat gets no alerts now")
            .line(new Message.Plain("To get them again: "), new Message.Code("/subscribe levels"))
            .button("Settings", "settings")
            .build();
    Message german = Language.GERMAN.say(english);
    assertThat(german.title()).isEqualTo("Dieser Chat bekommt jetzt keine Meldungen");
    assertThat(german.blocks()).hasToString("[Um sie wieder zu bekommen: /subscribe levels]");
    assertThat(german.buttons()).containsExactly(new Message.Button("Einstellungen", "settings"));
  }
}
