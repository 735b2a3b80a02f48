package lowtide.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static final Instruments KNOWN =
      new Instruments(
          List.of(
              new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO),
              new Instrument("PSCT", "Small-cap tech", Instrument.Kind.EQUITY)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          btc psct 90d         | BTC PSCT 90
          BTC/PSCT             | BTC PSCT
          BTC/USD 60           | BTC 60
          btc,psct             | BTC PSCT
          btc vs psct 60 days  | BTC PSCT 60
          90 $btc und psct     | BTC PSCT 90
          """)
  void symbolsAndANumberAreReadAsPeopleTypeThem(String typed, String read) throws Exception {
    Arguments arguments =
        Arguments.parse(Arrays.asList(typed.split(" ")), KNOWN, 2, "/corr BTC PSCT 60");

    String symbols =
        arguments.instruments().stream().map(Instrument::symbol).collect(Collectors.joining(" "));
    assertThat(symbols + arguments.number().map(n -> " " + n).orElse("")).isEqualTo(read);
  }
}
