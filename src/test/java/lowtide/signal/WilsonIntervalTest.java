package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonIntervalTest {
  @Test
  void threeOfTen() {
    WilsonInterval interval = WilsonInterval.of(3, 10);
    assertThat(interval.low()).isCloseTo(.10779126740630099, within(1e-12));
    assertThat(interval.high()).isCloseTo(.6032218525388546, within(1e-12));
    assertThat(interval.share()).isEqualTo(.3);
  }

  @Test
  void noneAndAllStayWithinZeroAndOne() {
    assertThat(WilsonInterval.of(0, 5).low()).isZero();
    assertThat(WilsonInterval.of(0, 5).high()).isCloseTo(.43448246478317476, within(1e-12));
    assertThat(WilsonInterval.of(5, 5).low()).isCloseTo(.5655175352168251, within(1e-12));
    assertThat(WilsonInterval.of(5, 5).high()).isEqualTo(1);
  }

  @Test
  void whatIsNoShareIsRefusedWithItsNumbers() {
    assertThatThrownBy(() -> WilsonInterval.of(6, 5)).hasMessageContaining("6, 5");
    assertThatThrownBy(() -> WilsonInterval.of(0, 0)).hasMessageContaining("0, 0");
  }
}
