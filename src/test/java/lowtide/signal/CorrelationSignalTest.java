package lowtide.signal;

import static lowtide.signal.Bars.BTC;
import static lowtide.signal.Bars.CALENDAR;
import static lowtide.signal.Bars.NO_HOURS;
import static lowtide.signal.Bars.PSCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lowtide.market.Interval;
import lowtide.market.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationSignalTest {
  private static final LocalDate START = LocalDate.of(2023, 1, 3);
  private static final LocalDate END = LocalDate.of(2024, 12, 31);
  private final CorrelationSignal signal = new CorrelationSignal(CorrelationSettings.DEFAULT);

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 90, 180})
  void aReadingIsMadeOfTheLastSessions(int window) {
    PairedReturns returns = returns(1, .5);
    CorrelationReading reading = (CorrelationReading) signal.read(returns, window);
    double[] x = returns.assetReturns(returns.size() - window, returns.size());
    double[] y = returns.proxyReturns(returns.size() - window, returns.size());
    assertThat(reading.pearson()).isEqualTo(Correlation.pearson(x, y).orElseThrow());
    assertThat(reading.spearman()).isEqualTo(RankCorrelation.spearman(x, y).orElseThrow());
    assertThat(reading.ewma()).isEqualTo(Correlation.ewma(x, y, .94).orElseThrow());
    assertThat(reading.beta()).isEqualTo(Correlation.beta(x, y).orElseThrow());
    assertThat(reading.nEff()).isEqualTo(EffectiveSize.of(x, y).orElseThrow());
    assertThat(new ConfidenceInterval(reading.low(), reading.high()))
        .isEqualTo(ConfidenceInterval.of(x, y).orElseThrow());
    assertThat(reading.n()).isEqualTo(window);
    assertThat(reading.window()).isEqualTo(window);
    assertThat(reading.session()).isEqualTo(END);
    assertThat(reading.asOf()).isEqualTo(Instant.parse("2024-12-31T21:00:00Z"));
    assertThat(reading.bandLabel())
        .isEqualTo(Label.of(reading.pearson(), CorrelationSettings.Bands.DEFAULT));
    assertThat(reading.flags()).containsExactly(Flag.ASYNC);
    assertThat(reading.asset()).isEqualTo(BTC);
    assertThat(reading.proxy()).isEqualTo(PSCT);
  }

  @Test
  void aSpanIsOfAllSessionsSinceADay() {
    PairedReturns returns = returns(1, .5);
    int first = returns.size() - SpanCorrelation.LEAST;
    double[] x = returns.assetReturns(first, returns.size());
    double[] y = returns.proxyReturns(first, returns.size());
    SpanCorrelation span =
        SpanCorrelation.since(returns, returns.session(first - 1).plusDays(1)).orElseThrow();
    assertThat(span.from()).isEqualTo(returns.session(first));
    assertThat(span.to()).isEqualTo(END);
    assertThat(span.n()).isEqualTo(SpanCorrelation.LEAST);
    assertThat(span.pearson()).isEqualTo(Correlation.pearson(x, y).orElseThrow());
    assertThat(new ConfidenceInterval(span.low(), span.high()))
        .isEqualTo(ConfidenceInterval.of(x, y).orElseThrow());
    assertThat(SpanCorrelation.since(returns, returns.session(first + 1))).isEmpty();
    assertThat(SpanCorrelation.since(returns, END.plusDays(1))).isEmpty();
  }

  @Test
  void withoutAWindowTheWatchedOneIsRead() {
    PairedReturns returns = returns(1, .5);
    assertThat(signal.read(returns)).isEqualTo(signal.read(returns, 60));
  }

  @Test
  void significantIsWhatExcludesZero() {
    assertThat(((CorrelationReading) signal.read(returns(1, .8))).significant()).isTrue();
    assertThat(((CorrelationReading) signal.read(returns(1, 0))).significant()).isFalse();
  }

  @Test
  void theLastRollingPointIsTheReading() {
    PairedReturns returns = returns(2, .3);
    CorrelationReading reading = (CorrelationReading) signal.read(returns, 90);
    RollingCorrelation rolling = signal.rolling(returns, 90);
    int last = rolling.size() - 1;
    assertThat(rolling.session(last)).isEqualTo(reading.session());
    assertThat(rolling.pearson(last)).isEqualTo(reading.pearson());
    assertThat(rolling.low(last)).isEqualTo(reading.low());
    assertThat(rolling.high(last)).isEqualTo(reading.high());
    assertThat(rolling.label(last)).isEqualTo(reading.label());
    assertThat(rolling.window()).isEqualTo(90);
    assertThat(rolling.pearson()).hasSize(rolling.size()).endsWith(reading.pearson());
  }

  @Test
  void readDayByDayTheReadingsAreTheRollingOnes() {
    Series[] s = Bars.correlated(new Random(3), START, LocalDate.of(2023, 6, 30), .5);
    RollingCorrelation rolling =
        signal.rolling(PairedReturns.of(s[0], NO_HOURS, s[1], CALENDAR), 20);
    assertThat(rolling.size()).isGreaterThan(90);
    for (int i = 0; i < rolling.size(); i++) {
      // A later bar is there already, and must not be seen.
      Instant then = Bars.midnight(rolling.session(i).plusDays(1));
      PairedReturns known =
          PairedReturns.of(s[0].until(then), NO_HOURS, s[1].until(then), CALENDAR);
      CorrelationReading reading = (CorrelationReading) signal.read(known, 20);
      assertThat(reading.session()).isEqualTo(rolling.session(i));
      assertThat(reading.pearson()).isEqualTo(rolling.pearson(i));
      assertThat(reading.label()).isEqualTo(rolling.label(i));
    }
  }

  @Test
  void theLabelHasHysteresisAndRemembersItsDay() {
    Series[] calm = Bars.correlated(new Random(4), START, LocalDate.of(2023, 12, 29), .95);
    Series[] wild = Bars.correlated(new Random(5), LocalDate.of(2024, 1, 2), END, -.9);
    PairedReturns returns =
        PairedReturns.of(join(calm[0], wild[0]), NO_HOURS, join(calm[1], wild[1]), CALENDAR);
    CorrelationReading reading = (CorrelationReading) signal.read(returns, 60);
    assertThat(reading.label()).isEqualTo(Label.INVERSE);
    assertThat(reading.labelSince()).isBetween(LocalDate.of(2024, 1, 20), LocalDate.of(2024, 4, 1));
    RollingCorrelation rolling = signal.rolling(returns, 60);
    List<Label> changes = new ArrayList<>();
    LocalDate since = null;
    for (int i = 0; i < rolling.size(); i++) {
      if (changes.isEmpty() || changes.get(changes.size() - 1) != rolling.label(i)) {
        changes.add(rolling.label(i));
        since = rolling.session(i);
      }
    }
    assertThat(changes).startsWith(Label.STRONG).endsWith(Label.INVERSE);
    assertThat(since).isEqualTo(reading.labelSince());
  }

  @Test
  void tooFewSessionsAreUnknownAndNamed() {
    Series[] s = Bars.correlated(new Random(1), LocalDate.of(2025, 5, 30), END.plusYears(1), .5);
    PairedReturns returns = PairedReturns.of(s[0].first(32), NO_HOURS, s[1].first(32), CALENDAR);
    assertThat(signal.read(returns))
        .isEqualTo(
            new Unknown("needs 54 of 60 sessions of BTC and PSCT, has 31 (since 2025-05-30)"));
    assertThat(signal.rolling(returns, 60).size()).isZero();
    Series none = Series.empty(PSCT, Interval.DAY);
    assertThat(signal.read(PairedReturns.of(s[0], NO_HOURS, none, CALENDAR)))
        .isEqualTo(new Unknown("needs 54 of 60 sessions of BTC and PSCT, has 0"));
  }

  @Test
  void nineInTenSessionsAreEnoughAndFewerAreNot() {
    // Each row that is missing costs two returns.
    assertThat(signal.read(holed(3), 60))
        .isInstanceOfSatisfying(
            CorrelationReading.class,
            r -> {
              assertThat(r.n()).isEqualTo(54);
              assertThat(r.flags()).containsExactly(Flag.ASYNC, Flag.GAPS);
            });
    assertThat(signal.read(holed(4), 60))
        .isInstanceOfSatisfying(
            Unknown.class, u -> assertThat(u.reason()).contains("54 of 60").contains("has 52"));
  }

  @Test
  void nineInTenIsRoundedUp() {
    // 58.5 of 65 make 59, which three missing rows leave.
    assertThat(signal.read(holed(3), 65))
        .isInstanceOfSatisfying(CorrelationReading.class, r -> assertThat(r.n()).isEqualTo(59));
    // 49.5 of 55 make 50; three missing rows leave 49.
    assertThat(signal.read(holed(3), 55))
        .isInstanceOfSatisfying(Unknown.class, u -> assertThat(u.reason()).contains("50 of 55"));
  }

  @Test
  void oneMissingRowIsFlagged() {
    assertThat(signal.read(holed(1), 60))
        .isInstanceOfSatisfying(
            CorrelationReading.class,
            r -> {
              assertThat(r.n()).isEqualTo(58);
              assertThat(r.flags()).contains(Flag.GAPS);
            });
  }

  @Test
  void aLabelOutlastsSessionsWithoutACoefficient() {
    Series[] s = Bars.correlated(new Random(6), START, END, .95);
    Map<LocalDate, Double> fund = closes(s[1]);
    fund.keySet()
        .removeIf(d -> d.getYear() == 2024 && d.getMonthValue() < 7 && d.getDayOfMonth() % 3 == 0);
    PairedReturns returns = PairedReturns.of(s[0], NO_HOURS, Bars.daily(PSCT, fund), CALENDAR);
    RollingCorrelation rolling = signal.rolling(returns, 60);
    long longest = 0;
    for (int i = 1; i < rolling.size(); i++) {
      longest =
          Math.max(longest, ChronoUnit.DAYS.between(rolling.session(i - 1), rolling.session(i)));
    }
    assertThat(longest).isGreaterThan(180);
    assertThat(((CorrelationReading) signal.read(returns)).labelSince())
        .isEqualTo(rolling.session(0));
  }

  @Test
  void aPriceThatStandsStillHasNoCorrelation() {
    Series[] s = Bars.correlated(new Random(7), START, END, .5);
    Map<LocalDate, Double> flat = closes(s[1]);
    flat.replaceAll((day, close) -> day.isAfter(LocalDate.of(2024, 9, 1)) ? 40.0 : close);
    PairedReturns returns = PairedReturns.of(s[0], NO_HOURS, Bars.daily(PSCT, flat), CALENDAR);
    assertThat(signal.read(returns))
        .isEqualTo(
            new Unknown(
                "the correlation is undefined: returns of PSCT did not vary over 60 sessions to"
                    + " 2024-12-31"));
    assertThat(signal.read(returns, 180)).isInstanceOf(CorrelationReading.class);
  }

  @Test
  void aWindowOutOfRangeIsRefused() {
    PairedReturns returns = returns(1, .5);
    assertThatThrownBy(() -> signal.read(returns, 9))
        .hasMessage("window must be from 10 to 500 sessions: 9");
    assertThatThrownBy(() -> signal.rolling(returns, 501)).hasMessageContaining("501");
  }

  /** Rows missing within the last 60 sessions, apart from each other. */
  private static PairedReturns holed(int holes) {
    Series[] s = Bars.correlated(new Random(8), START, END, .5);
    Map<LocalDate, Double> fund = closes(s[1]);
    for (int i = 0; i < holes; i++) {
      fund.remove(s[1].date(s[1].size() - 10 - 10 * i));
    }
    return PairedReturns.of(s[0], NO_HOURS, Bars.daily(PSCT, fund), CALENDAR);
  }

  private static PairedReturns returns(long seed, double rho) {
    Series[] s = Bars.correlated(new Random(seed), START, END, rho);
    return PairedReturns.of(s[0], NO_HOURS, s[1], CALENDAR);
  }

  private static Series join(Series first, Series second) {
    Map<LocalDate, Double> all = closes(first);
    all.putAll(closes(second));
    return Bars.daily(first.instrument(), all);
  }

  private static Map<LocalDate, Double> closes(Series series) {
    Map<LocalDate, Double> closes = new HashMap<>();
    for (int i = 0; i < series.size(); i++) {
      closes.put(series.date(i), series.close(i));
    }
    return closes;
  }
}
