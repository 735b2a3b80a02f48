package lowtide.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.signal.CorrelationSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionReaderTest {
  private static final Instruments INSTRUMENTS =
      new Instruments(
          List.of(
              new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO),
              new Instrument("ETH", "Ether", Instrument.Kind.CRYPTO),
              new Instrument("XRP", "XRP", Instrument.Kind.CRYPTO),
              new Instrument("IT", "Info Tech", Instrument.Kind.EQUITY),
              new Instrument("PSCT", "Small-cap tech", Instrument.Kind.EQUITY)));
  private static final Function<Instrument, Optional<BigDecimal>> PRICES =
      instrument ->
          switch (instrument.symbol()) {
            case "BTC" -> Optional.of(new BigDecimal("124064.5"));
            case "XRP" -> Optional.of(new BigDecimal("2.4"));
            default -> Optional.empty();
          };

  private final ConditionReader reader =
      new ConditionReader(INSTRUMENTS, CorrelationSettings.DEFAULT, "BTC");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BTC < 112000                              | BTC < 112000
          btc<112,000                               | BTC < 112000
          BTC under 112k                            | BTC < 112000
          bitcoin < 112000                          | BTC < 112000
          \uFF22\uFF34\uFF23 \uFF1C \uFF11\uFF11\uFF12\uFF10\uFF10\uFF10 | BTC < 112000
          BTC \u2264 112000                         | BTC < 112000
          BTC <= $112,000                           | BTC < 112000
          $btc &lt; 112000                          | BTC < 112000
          BTC drops below 112 000 USD               | BTC < 112000
          BTC falls to 112k                         | BTC < 112000
          BTC unter 112.000                         | BTC < 112000
          BTC = 112000                              | BTC < 112000
          BTC steigt um 5 Prozent in 24h            | BTC +5% 24h
          corr BTC PSCT 90d > ,6                    | corr BTC PSCT 90 > 0.6
          risk phase changes                        | phase BTC
          BTC 112000                                | BTC < 112000
          BTC at 130k                               | BTC > 130000
          BTC < 112.000                             | BTC < 112000
          BTC < 112.000,50                          | BTC < 112000.5
          BTC < 0,112m                              | BTC < 112000
          XRP < 2.125                               | XRP < 2.125
          XRP < 2,12                                | XRP < 2.12
          BTC/USDT > 1.3e5                          | BTC > 130000
          ethereum above 5k                         | ETH > 5000
          Tell me when bitcoin is below 100k please | BTC < 100000
          IT < 100                                  | IT < 100
          BTC +5% 24h                               | BTC +5% 24h
          BTC +5%                                   | BTC +5% 24h
          BTC \u22125 % over 3 days                 | BTC -5% 72h
          BTC falls 5 percent in 1 week             | BTC -5% 168h
          BTC rises 2,5% in 4 hours                 | BTC +2.5% 4h
          corr BTC > 0.6                            | corr BTC PSCT 60 > 0.6
          corr btc/psct 90 < -.2                    | corr BTC PSCT 90 < -0.2
          correlation of BTC with PSCT above 0,6    | corr BTC PSCT 60 > 0.6
          phase                                     | phase BTC
          Phase eth                                 | phase ETH
          """)
  void whatPeopleTypeIsUnderstood(String typed, String meant) {
    String read = reader.read(unescaped(typed), PRICES).written();

    assertThat(read).isEqualTo(meant);
    assertThat(reader.read(read).written()).as("as it is stored").isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BTC < -5             | A price must be above 0         | BTC < 118000
          BTC < 0              | A price must be above 0         | BTC < 118000
          BTC < 1e99           | A price must be above 0         | BTC < 118000
          BTC > 99999999999999 | A price must be above 0         | BTC > 130000
          BTC < NaN            | nan is no price                 | BTC < 118000
          BTC < 1 2            | 1 2 is no price                 | BTC < 118000
          BTC <                | A price is missing behind <     | BTC < 118000
          BTC                  | What about BTC?                 | BTC < 118000
          ETH 5000             | Below or above?                 | ETH < 5000
          < 112000             | A symbol is missing             | BTC < 112000
          112k                 | A symbol is missing             | BTC < 112k
          BTX < 100            | Did you mean BTC?               | BTC < 100
          BTC 5% 24h           | A move is up or down            | BTC +5% 24h
          BTC +5% 90d          | A move is over 1h to 30d        | BTC +5% 30d
          BTC -100% 24h        | A move is such as               | BTC -5% 24h
          corr BTC PSCT > 6    | lies between -1 and 1           | corr BTC PSCT > 0.6
          corr BTC PSCT 0.6    | names two symbols               | corr BTC PSCT > 0.6
          corr BTC BTC > 0.6   | not of BTC with itself          | corr BTC PSCT > 0.6
          corr BTC PSCT 5 > .6 | A window has 20 to 500 sessions | corr BTC PSCT 20 > .6
          phase high           | The risk phase is that of       | phase BTC
          <b>BTC</b> < 5       | That is no condition I know     | BTC < 118000
          """)
  void whatIsWrongIsSaidAndWhatWasMeantIsShown(String typed, String problem, String corrected) {
    Mistyped wrong = catchThrowableOfType(Mistyped.class, () -> reader.read(typed, PRICES));

    assertThat(wrong).hasMessageContaining(problem);
    assertThat(wrong.corrections()).containsExactly(corrected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BTC < 112000 and ETH < 3000     | BTC < 112000 | ETH < 3000
          BTC < 112000, BTC > 130000      | BTC < 112000 | BTC > 130000
          btc<112k or >130k               | BTC < 112000 | BTC > 130000
          BTC < 112k & 105k               | BTC < 112000 | BTC < 105000
          BTC and ETH -5% 24h             | BTC -5% 24h  | ETH -5% 24h
          BTC, ETH < 3000                 | BTC < 3000   | ETH < 3000
          phase; corr BTC PSCT > 0.6      | phase BTC    | corr BTC PSCT 60 > 0.6
          BTC between 100k and 110k       | BTC < 100000 | BTC > 110000
          bitcoin zwischen 100k und 110k  | BTC < 100000 | BTC > 110000
          BTC 100k-110k                   | BTC < 100000 | BTC > 110000
          """)
  void severalConditionsAreShownOneByOne(String typed, String one, String other) {
    Mistyped wrong = catchThrowableOfType(Mistyped.class, () -> reader.read(typed, PRICES));

    assertThat(wrong.problem()).isEqualTo("An alert has one condition; these are 2");
    assertThat(wrong.corrections()).containsExactly(one, other);
  }

  @Test
  void whatLooksLikeNothingIsShownShortened() {
    Mistyped wrong = catchThrowableOfType(Mistyped.class, () -> reader.read("x".repeat(5_000)));

    assertThat(wrong.problem()).hasSizeLessThan(120);
    assertThat(wrong.corrections()).isEmpty();
  }

  /** Whatever is typed: a condition that reads back as itself, or a mistake with one that does. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyCorrectionCanBeTyped(long seed) {
    List<String> bricks =
        List.of(
            "BTC",
            "btx",
            "ETH",
            "bitcoin",
            "<",
            ">",
            "below",
            "falls",
            "%",
            "+5%",
            "-",
            "112,000",
            "1.5.2",
            "112 000",
            "0",
            "NaN",
            "24h",
            "90d",
            "corr",
            "PSCT",
            "phase",
            "0.6",
            "once",
            "$",
            "/",
            "\u0301\u0301",
            "\u202E",
            "\uD83D",
            "<b>",
            "x".repeat(60),
            "\u0663",
            "to",
            "k");
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder typed = new StringBuilder();
      for (int n = random.nextInt(6); n >= 0; n--) {
        typed
            .append(bricks.get(random.nextInt(bricks.size())))
            .append(random.nextInt(4) > 0 ? " " : "");
      }
      String text = typed.toString();
      try {
        String written = reader.read(text, PRICES).written();
        assertThat(reader.read(written).written()).as(text).isEqualTo(written);
      } catch (Mistyped wrong) {
        assertThat(wrong.problem()).as(text).isNotBlank().hasSizeLessThan(200);
        wrong
            .corrections()
            .forEach(one -> assertThat(reader.read(one).written()).as(text).isNotBlank());
      }
    }
  }

  private static String unescaped(String text) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\u", i)) {
        all.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        all.append(text.charAt(i));
      }
    }
    return all.toString();
  }
}
