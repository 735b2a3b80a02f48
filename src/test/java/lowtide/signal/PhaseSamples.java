package lowtide.signal;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import lowtide.market.Instrument;
import lowtide.market.Series;

/** Engines and made-up days for tests of what is told about the risk phase. */
public final class PhaseSamples {
  private PhaseSamples() {}

  public static SignalEngine engine(PhaseSettings phase) {
    return new SignalEngine(
        new SignalSettings(
            CorrelationSettings.DEFAULT,
            List.of(),
            phase,
            SetupSettings.DEFAULT,
            SeasonSettings.DEFAULT,
            AllocationSettings.DEFAULT));
  }

  /** A random walk from 2016 on, of 4 % a day. */
  public static Series days(Instrument instrument, long seed, int n) {
    return Bars.daily(instrument, LocalDate.of(2016, 1, 1), Bars.walk(new Random(seed), n, .04));
  }
}
