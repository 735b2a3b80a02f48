package lowtide.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.signal.CorrelationSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionReaderTest {
  private final ConditionReader reader =
      new ConditionReader(
          new Instruments(
              List.of(
                  new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO),
                  new Instrument("ETH", "Ether", Instrument.Kind.CRYPTO),
                  new Instrument("PSCT", "Small-cap tech", Instrument.Kind.EQUITY),
                  new Instrument("IWM", "Russell 2000", Instrument.Kind.EQUITY))),
          CorrelationSettings.DEFAULT,
          "BTC");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BTC < 112000 | BTC < 112000",
        "btc<112k | BTC < 112000",
        "BTC below $112,000.50 | BTC < 112000.5",
        "eth over 5k | ETH > 5000",
        "ETH > 0.00012 | ETH > 0.00012",
        "BTC +5% 24h | BTC +5% 24h",
        "btc -7.5 % in 2d | BTC -7.5% 48h",
        "corr BTC PSCT > 0.6 | corr BTC PSCT 60 > 0.6",
        "corr eth > .6 | corr ETH PSCT 60 > 0.6",
        "corr BTC IWM 90 below -0.25 | corr BTC IWM 90 < -0.25",
        "phase | phase BTC",
        "PHASE eth | phase ETH",
      })
  void whatIsTypedIsReadAndWrittenInOneWay(String typed, String written) {
    assertThat(reader.read(typed).written()).isEqualTo(written);
    assertThat(reader.read(written).written()).as("read back").isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BTC < abc | no condition I know: BTC < abc",
        "BTX < 5 | Unknown symbol BTX. Did you mean BTC?",
        "BTC < 0 | above 0",
        "BTC < 99999999999 | at most $1,000,000,000",
        "BTC +0% 24h | such as +5% or -5%",
        "BTC -100% 24h | such as +5% or -5%",
        "BTC +5% 40d | over 1h to 30d",
        "corr BTC BTC > .5 | not of BTC with itself",
        "corr BTC PSCT 7 > .5 | 20 to 500 sessions",
        "corr BTC PSCT > 1 | between -1 and 1",
        "BTC | no condition I know: BTC",
      })
  void whatIsWrongIsNamed(String typed, String said) {
    assertThatThrownBy(() -> reader.read(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void whateverIsTypedIsReadOrRefused() {
    Random random = new Random(7);
    String letters = "BTCETHcorrphase <>+-%0123456789.,kdh$'\";\u202e\ud83d\ude00\n\t";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder typed = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        typed.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        String written = reader.read(typed.toString()).written();
        assertThat(reader.read(written).written()).isEqualTo(written);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(refused.getMessage()).doesNotContain("\n").hasSizeLessThan(200);
      }
    }
  }
}
