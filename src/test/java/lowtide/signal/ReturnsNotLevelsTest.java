package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;
import org.junit.jupiter.api.Test;

/** What a correlation must not be fooled by: two prices that rise, and labels a day off. */
class ReturnsNotLevelsTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument IWM = new Instrument("IWM", "Russell", Instrument.Kind.EQUITY);
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 3);
  private static final LocalDate LAST = LocalDate.of(2024, 12, 31);

  private final List<Bar> coin = new ArrayList<>();
  private final List<Bar> fund = new ArrayList<>();

  /** The coin trades every day; on sessions both share a part of their moves. */
  private void prices(double shared, double drift) {
    Random random = new Random(4);
    double coinPrice = 20_000;
    double fundPrice = 180;
    for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
      double common = random.nextGaussian();
      Instant opens = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      coinPrice *=
          Math.exp(
              drift
                  + .02
                      * (shared * common + Math.sqrt(1 - shared * shared) * random.nextGaussian()));
      coin.add(Bar.ofClose(opens, coinPrice));
      if (TradingCalendar.NEW_YORK.isSession(day)) {
        fundPrice *= Math.exp(drift + .01 * common);
        fund.add(Bar.ofClose(opens, fundPrice));
      }
    }
  }

  private double r(List<Bar> coinBars) {
    PairedReturns returns =
        PairedReturns.of(
            Series.of(BTC, Interval.DAY, coinBars),
            Series.empty(BTC, Interval.HOUR),
            Series.of(IWM, Interval.DAY, fund),
            TradingCalendar.NEW_YORK);
    return returns.pearson(0, returns.size()).orElseThrow();
  }

  @Test
  void pricesThatRiseTogetherDoNotMoveTogether() {
    prices(0, .002);
    double[] levels = coin.stream().mapToDouble(Bar::close).limit(fund.size()).toArray();
    double[] others = fund.stream().mapToDouble(Bar::close).toArray();

    assertThat(Correlation.pearson(levels, others).orElseThrow()).isGreaterThan(.75);
    assertThat(r(coin)).isBetween(-.15, .15);
  }

  @Test
  void labelsADayOffHideAnyCorrelation() {
    prices(.8, 0);
    List<Bar> late =
        coin.stream()
            .map(bar -> Bar.ofClose(bar.opensAt().plus(Duration.ofDays(1)), bar.close()))
            .toList();

    // Not .8: over a weekend the coin moves on without the fund.
    assertThat(r(coin)).isGreaterThan(.55);
    assertThat(r(late)).isLessThan(.25);
  }
}
