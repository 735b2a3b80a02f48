package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "DOLLARS; 118240.4; $118,240",
        "DOLLARS; 999.996; $1,000",
        "DOLLARS; 56.61; $56.61",
        "DOLLARS; 1; $1.00",
        "DOLLARS; 0.99996; $1.00",
        "DOLLARS; 0.123456; $0.1235",
        "DOLLARS; 0.000001234; $0.000001234",
        "DOLLARS; 1e6; $1,000,000",
        "DOLLARS; 0; $0",
        "DOLLARS; -12.5; -$12.50",
        "DOLLARS; 1e14; $1.000e+14",
        "PLAIN; 1234.4; 1,234",
        "PLAIN; -0.5; -0.5",
        "COEFFICIENT; 0.456; .46",
        "COEFFICIENT; -0.456; -.46",
        "COEFFICIENT; -0.001; .00",
        "COEFFICIENT; 0; .00",
        "COEFFICIENT; 1; 1.00",
        "COEFFICIENT; -1; -1.00",
        "INDEX; 55.75; 56",
        "INDEX; 0; 0",
        "INDEX; -0.2; 0"
      })
  void aValueIsQuotedAsReadersKnowIt(ValueFormat format, double value, String text) {
    assertThat(format.exact(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "DOLLARS; 120000; 20000; $120k",
        "DOLLARS; 117500; 2500; $117.5k",
        "DOLLARS; 117505; 5; $117,505",
        "DOLLARS; 5000; 5000; $5,000",
        "DOLLARS; 1200000; 100000; $1.2M",
        "DOLLARS; 2.5e9; 5e8; $2.5B",
        "DOLLARS; 0.000002; 0.0000005; $0.0000020",
        "DOLLARS; 0; 20000; $0",
        "DOLLARS; -50; 25; -$50",
        "PLAIN; 2.5; 0.5; 2.5",
        "COEFFICIENT; 0.5; 0.5; .5",
        "COEFFICIENT; -0.15; 0.01; -.15",
        "COEFFICIENT; 0; 0.5; 0",
        "COEFFICIENT; 1; 0.25; 1.00",
        "INDEX; 75; 25; 75",
        "INDEX; 2.5; 2.5; 2.5"
      })
  void anAxisIsBrief(ValueFormat format, double value, double step, String text) {
    assertThat(format.axis(value, step)).isEqualTo(text);
  }
}
