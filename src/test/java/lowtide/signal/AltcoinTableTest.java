package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AltcoinTableTest {
  private final Random random = new Random(11);

  @Test
  void theBasketIsTheMeanOfTheOthers() {
    AlignedReturns returns = returns(80);
    AltcoinTable table = AltcoinTable.of(returns, List.of("BTC", "ETH", "SOL")).orElseThrow();
    assertThat(table.rows())
        .extracting(AltcoinTable.Row::name)
        .containsExactly("BTC", "ETH", "SOL", "basket");
    double[] basket = new double[80];
    for (int i = 0; i < 80; i++) {
      basket[i] = (returns.asset(1)[i] + returns.asset(2)[i]) / 2;
    }
    assertThat(table.rows().get(3).withProxy().pearson())
        .isCloseTo(Correlation.pearson(basket, returns.proxy()).orElseThrow(), within(1e-12));
    assertThat(table.rows().get(1).withLeader())
        .isEqualTo(Correlation.pearson(returns.asset(1), returns.asset(0)).orElseThrow());
    assertThat(table.rows().get(0).difference()).isZero();
    assertThat(table.rows().get(2).difference())
        .isCloseTo(
            table.rows().get(2).withProxy().pearson() - table.rows().get(0).withProxy().pearson(),
            within(1e-12));
  }

  @Test
  void oneOtherCoinIsNoBasket() {
    AlignedReturns all = returns(40);
    AlignedReturns two =
        new AlignedReturns(
            all.sessions(), new double[][] {all.proxy(), all.asset(0), all.asset(1)});
    assertThat(AltcoinTable.of(two, List.of("BTC", "ETH")).orElseThrow().rows()).hasSize(2);
  }

  @Test
  void tooFewSessionsAreNoTable() {
    assertThat(AltcoinTable.of(returns(19), List.of("BTC", "ETH", "SOL"))).isEmpty();
  }

  private AlignedReturns returns(int n) {
    List<LocalDate> sessions = new ArrayList<>();
    double[][] columns = new double[4][n];
    for (int i = 0; i < n; i++) {
      sessions.add(LocalDate.of(2024, 1, 1).plusDays(i));
      columns[0][i] = random.nextGaussian();
      for (int k = 1; k < 4; k++) {
        columns[k][i] = .5 * columns[0][i] + random.nextGaussian();
      }
    }
    return new AlignedReturns(sessions, columns);
  }
}
