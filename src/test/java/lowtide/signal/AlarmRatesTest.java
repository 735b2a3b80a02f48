package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AlarmRatesTest {
  @Test
  void theFiguresOfTheDefaultSettingsAreTheSimulatedOnes() {
    AlarmRates simulated = AlarmRates.simulated(CorrelationSettings.DEFAULT);
    assertThat(AlarmRates.of(CorrelationSettings.DEFAULT)).isEqualTo(AlarmRates.DEFAULT);
    // Mathematical functions may differ in the last bit from one machine to another.
    assertThat(simulated.bandChangesPerYear())
        .isCloseTo(AlarmRates.DEFAULT.bandChangesPerYear(), within(.1));
    assertThat(simulated.labelChangesPerYear())
        .isCloseTo(AlarmRates.DEFAULT.labelChangesPerYear(), within(.05));
    assertThat(simulated.falseChangesPerYear())
        .isCloseTo(AlarmRates.DEFAULT.falseChangesPerYear(), within(.05));
    assertThat(simulated.power()).isCloseTo(AlarmRates.DEFAULT.power(), within(.01));
    assertThat(simulated.medianLatency()).isCloseTo(AlarmRates.DEFAULT.medianLatency(), within(1));
    assertThat(simulated.labelPower()).isCloseTo(AlarmRates.DEFAULT.labelPower(), within(.01));
    assertThat(simulated.labelLatency()).isCloseTo(AlarmRates.DEFAULT.labelLatency(), within(1));
  }

  @Test
  void hysteresisAndConfirmationMakeMostOfTheDifference() {
    assertThat(AlarmRates.DEFAULT.labelChangesPerYear())
        .isLessThan(AlarmRates.DEFAULT.bandChangesPerYear() / 5);
  }

  @Test
  void aLowerThresholdIsFalseMoreOftenAndFindsMore() {
    CorrelationSettings usual = CorrelationSettings.DEFAULT;
    AlarmRates eager =
        AlarmRates.of(
            new CorrelationSettings(
                usual.assets(),
                usual.proxy(),
                usual.fallback(),
                usual.windows(),
                usual.labelWindow(),
                usual.bands(),
                usual.hysteresis(),
                usual.confirmationSessions(),
                new CorrelationSettings.Change(1.96, 1.5),
                usual.companions()));
    assertThat(eager.falseChangesPerYear())
        .isGreaterThan(AlarmRates.DEFAULT.falseChangesPerYear() + .5);
    assertThat(eager.power()).isGreaterThan(AlarmRates.DEFAULT.power());
    assertThat(eager.labelChangesPerYear())
        .isCloseTo(AlarmRates.DEFAULT.labelChangesPerYear(), within(.05));
  }
}
