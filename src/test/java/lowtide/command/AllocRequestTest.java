package lowtide.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocRequestTest {
  @ParameterizedTest
  @CsvSource({
    "'', 60, 40, 15",
    "'60 40 10', 60, 40, 10",
    "'stock=70 bond=30 sleeve=5', 70, 30, 5",
    "'SLEEVE=5% Bond=20', 60, 20, 5",
    "'stock=100', 100, 0, 15",
    "'bond=90', 10, 90, 15",
    "'12.5 87.5 0', 12.5, 87.5, 0",
    "'60/40/15', 60, 40, 15",
    "'60/40', 60, 40, 15",
    "'60,40,10', 60, 40, 10",
    "'60 40 7,5', 60, 40, 7.5",
    "'60 % 40 % 10 %', 60, 40, 10",
    "'stocks: 50, bonds: 50', 50, 50, 15",
    "'stock 60 bond 30 sleeve 5', 60, 30, 5"
  })
  void readsPercentagesByNameOrInOrder(String typed, double stock, double bond, double sleeve)
      throws Exception {
    assertThat(AllocRequest.parse(words(typed), 15))
        .isEqualTo(new AllocRequest(stock, bond, sleeve));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 50|together are at most 100 %, not 110.0",
        "stock=101|stock is a percentage from 0 to 100, not 101",
        "stock=-5|not -5",
        "stock=|not nothing",
        "=5|Which part? Parts are stock, bond and sleeve",
        "stock=1e1|not 1e1",
        "gold=5|no part gold",
        "1 2 3 4|Three numbers are enough",
        "stock=5 stock=6|stock is given twice",
        "5 stock=6|stock is given twice",
        "NaN|not NaN",
        "ＳＬＥＥＶＥ=5|no part"
      })
  void saysWhatIsWrong(String typed, String problem) {
    assertThatThrownBy(() -> AllocRequest.parse(words(typed), 15))
        .isInstanceOf(Arguments.Mistake.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aFloodOfLettersIsShortened() {
    assertThatThrownBy(() -> AllocRequest.parse(List.of("x".repeat(5000) + "=1"), 15))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(200));
  }

  private static List<String> words(String typed) {
    return typed.isBlank() ? List.of() : List.of(typed.split(" "));
  }
}
