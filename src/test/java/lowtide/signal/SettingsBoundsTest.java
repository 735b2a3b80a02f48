package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import lowtide.signal.CorrelationSettings.Bands;
import lowtide.signal.CorrelationSettings.Change;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bound of each setting: what lies on it, and what lies just beyond. */
class SettingsBoundsTest {
  private static final double E = 1e-9;
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  static Stream<Arguments> bounds() {
    return Stream.of(
        bound("drawdown from", v -> setup(v, 20, 1, 3, 40, 1.2, 70), 0, 20 - E, -E, 20),
        bound("drawdown to", v -> setup(5, v, 1, 3, 40, 1.2, 70), 5 + E, 100, 5, 100 + 1e-6),
        bound("pullback", v -> setup(5, 20, v, 3, 40, 1.2, 70), -50, 3 - E, 3, -INFINITE),
        bound("pullback to", v -> setup(5, 20, 1, v, 40, 1.2, 70), 1 + E, 50, 1, INFINITE),
        bound("rsi", v -> setup(5, 20, 1, 3, v, 1.2, 70), E, 100 - E, 0, 100),
        bound("volume", v -> setup(5, 20, 1, 3, 40, v, 70), E, 1e9, 0, INFINITE),
        bound("volatility", v -> setup(5, 20, 1, 3, 40, 1.2, v), E, 100, 0, 100 + 1e-6),
        bound("more", v -> counts((int) v, 3, 2), 4, 7, 3, 8),
        bound("mixed", v -> counts(5, (int) v, 2), 1, 4, 0, 5),
        bound("setup days", v -> counts(5, 3, (int) v), 1, 99, 0, -1),
        bound("low enter", v -> phase(v, 42, 65, 58, 2, 7), E, 42, 0, 42 + E),
        bound("low leave", v -> phase(35, v, 65, 58, 2, 7), 35, 58 - E, 35 - E, 58),
        bound("high leave", v -> phase(35, 42, 65, v, 2, 7), 42 + E, 65, 42, 65 + E),
        bound("high enter", v -> phase(35, 42, v, 58, 2, 7), 58, 100 - E, 58 - E, 100),
        bound("phase days", v -> phase(35, 42, 65, 58, (int) v, 7), 1, 9, 0, -1),
        bound("dwell", v -> phase(35, 42, 65, 58, 2, (int) v), 0, 9, -1, -9),
        bound("band", v -> season(v, 180), 50, 95, 50 - E, 95 + E),
        bound("season days", v -> season(80, (int) v), 20, 1000, 19, 1001),
        bound("approach", v -> levels(v, 2, .5, .25), E, 2 - E, 0, 2),
        bound("approach again", v -> levels(1, v, .5, .25), 1 + E, 100 - E, 1, 100),
        bound("re-arm", v -> levels(1, 2, v, .25), E, 100 - E, 0, 100),
        bound("range", v -> levels(1, 2, .5, v), 0, 9, -E, INFINITE),
        bound("cap", v -> cap(v, 2), 0, 100, -E, 100 + 1e-6),
        bound("starts", v -> cap(15, (int) v), 2, 5, 1, 6),
        bound("fire", v -> new Change(v, 1.5), 1.5 + E, 10 - E, 1.5, 10),
        bound("change re-arm", v -> new Change(2.5, v), E, 2.5 - E, 0, 2.5),
        bound("inverse", v -> new Bands(v, .15, .35, .55), -1 + E, .15 - E, -1, .15),
        bound("decoupled", v -> new Bands(-.15, v, .35, .55), -.15 + E, .35 - E, -.15, .35),
        bound("weak", v -> new Bands(-.15, .15, v, .55), .15 + E, .55 - E, .15, .55),
        bound("moderate", v -> new Bands(-.15, .15, .35, v), .35 + E, 1 - E, .35, 1),
        bound("hysteresis", v -> correlation(v, 5, 60), 0, .5 - E, -E, .5),
        bound("sessions", v -> correlation(.1, (int) v, 60), 1, 99, 0, -1),
        bound("window", v -> correlation(.1, 5, (int) v), 10, 500, 9, 501));
  }

  private static Arguments bound(
      String name, DoubleFunction<Object> make, double low, double high, double... refused) {
    return Arguments.of(name, make, new double[] {low, high}, refused);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bounds")
  void boundsAreTakenAndWhatLiesBeyondIsRefused(
      String name, DoubleFunction<Object> make, double[] taken, double[] refused) {
    for (double value : taken) {
      assertThat(make.apply(value)).as("%s %s", name, value).isNotNull();
    }
    for (double value : refused) {
      assertThatThrownBy(() -> make.apply(value))
          .as("%s %s", name, value)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Object setup(
      double from,
      double to,
      double pullbackFrom,
      double pullbackTo,
      double rsi,
      double volume,
      double volatility) {
    return new SetupSettings(
        "BTC", from, to, pullbackFrom, pullbackTo, rsi, volume, volatility, 5, 3, 2);
  }

  private static Object counts(int more, int mixed, int days) {
    return new SetupSettings("BTC", 5, 20, 1, 3, 40, 1.2, 70, more, mixed, days);
  }

  private static Object phase(
      double lowEnter, double lowLeave, double highEnter, double highLeave, int days, int dwell) {
    return new PhaseSettings("BTC", lowEnter, lowLeave, highEnter, highLeave, days, dwell, null);
  }

  private static Object season(double band, int days) {
    return new SeasonSettings("BTC", LocalDate.of(2014, 1, 1), band, days);
  }

  private static Object levels(double approach, double again, double rearm, double range) {
    return new LevelSettings(
        "BTC", List.of(BigDecimal.TEN), List.of(), approach, again, rearm, range);
  }

  private static Object cap(double cap, int starts) {
    List<LocalDate> days =
        LocalDate.of(2015, 1, 1).datesUntil(LocalDate.of(2015, 1, 1).plusDays(starts)).toList();
    return new AllocationSettings("SPY", "TLT", "GLD", "BTC", cap, days);
  }

  private static Object correlation(double hysteresis, int sessions, int window) {
    return new CorrelationSettings(
        List.of("BTC"),
        "PSCT",
        "IWM",
        List.of(window),
        window,
        Bands.DEFAULT,
        hysteresis,
        sessions,
        Change.DEFAULT,
        CorrelationSettings.Companions.DEFAULT);
  }
}
