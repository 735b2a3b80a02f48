package lowtide.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lowtide.chart.ChartException;
import lowtide.chart.ChartSpec;
import lowtide.chart.Charts;
import lowtide.chart.CorrelationChart;
import lowtide.chart.PhaseChart;
import lowtide.chart.PriceChart;
import lowtide.chart.Times;
import lowtide.chart.Values;
import lowtide.chart.Zone;
import lowtide.chat.Message;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;
import lowtide.signal.CorrelationReading;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.DipState;
import lowtide.signal.LevelState;
import lowtide.signal.PhaseEpisode;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseSettings;
import lowtide.signal.RiskIndex;
import lowtide.signal.RiskPhase;
import lowtide.signal.RollingCorrelation;
import lowtide.signal.SignalEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Charts drawn by the chart folder from what the signals say. */
public final class DrawnPictures implements Pictures {
  private static final Logger log = LoggerFactory.getLogger(DrawnPictures.class);
  private static final int SESSIONS_SHOWN = 250;
  private static final int DAYS_SHOWN = 730;

  private final Charts charts = new Charts();
  private final SignalEngine engine;
  private final CorrelationSettings correlation;
  private final PhaseSettings phase;
  private final Function<String, Optional<DipState>> dips;
  private final boolean simulated;

  public DrawnPictures(
      SignalEngine engine,
      CorrelationSettings correlation,
      PhaseSettings phase,
      Function<String, Optional<DipState>> dips,
      boolean simulated) {
    this.engine = engine;
    this.correlation = correlation;
    this.phase = phase;
    this.dips = dips;
    this.simulated = simulated;
  }

  @Override
  public Message.@Nullable Picture correlation(CorrelationReading reading, MarketView view) {
    return drawn(
        "corr-%s-%s".formatted(reading.asset().symbol(), reading.proxy().symbol()),
        () -> spec(reading, view));
  }

  private ChartSpec spec(CorrelationReading reading, MarketView view) {
    RollingCorrelation rolling =
        engine.rolling(view, reading.asset(), reading.proxy(), reading.window());
    int from = Math.max(0, rolling.size() - SESSIONS_SHOWN);
    int n = rolling.size() - from;
    long[] times = new long[n];
    double[] price = new double[n];
    double[] r = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    Series daily = view.daily(reading.asset());
    for (int i = 0; i < n; i++) {
      LocalDate session = rolling.session(from + i);
      times[i] = TradingCalendar.NEW_YORK.close(session).getEpochSecond();
      int day = daily.indexOf(session.atStartOfDay(ZoneOffset.UTC).toInstant());
      price[i] = day < 0 ? Double.NaN : daily.close(day);
      r[i] = rolling.pearson(from + i);
      low[i] = rolling.low(from + i);
      high[i] = rolling.high(from + i);
    }
    CorrelationSettings.Bands bands = correlation.bands();
    List<Zone> zones =
        CorrelationChart.zones(bands.inverse(), bands.decoupled(), bands.weak(), bands.moderate());
    return new CorrelationChart(
            reading.asset().symbol(),
            reading.proxy().symbol(),
            reading.window(),
            Times.of(times),
            Values.of(price),
            Values.of(r),
            Values.of(low),
            Values.of(high),
            zones,
            reading.label().word(),
            reading.significant(),
            reading.n(),
            reading.session(),
            Sources.of(view, reading.asset(), reading.proxy()))
        .spec();
  }

  @Override
  public Message.@Nullable Picture phase(PhaseReading reading, MarketView view) {
    return drawn("phase-" + reading.instrument().symbol(), () -> spec(reading, view));
  }

  private ChartSpec spec(PhaseReading reading, MarketView view) {
    Series daily = view.daily(reading.instrument());
    RiskIndex index = RiskIndex.of(daily);
    List<PhaseEpisode> episodes = new RiskPhase(phase).episodes(index);
    int n = Math.min(DAYS_SHOWN, index.size());
    long[] times = new long[n];
    double[] price = new double[n];
    double[] risk = new double[n];
    List<PhaseChart.Phase> phases = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int at = index.size() - n + i;
      times[i] = index.asOf(at).getEpochSecond();
      price[i] = daily.close(daily.size() - n + i);
      risk[i] = index.risk(at);
      phases.add(phase(episodes, index.day(at)));
    }
    return new PhaseChart(
            reading.instrument().symbol(),
            Times.of(times),
            Values.of(price),
            Values.of(risk),
            phases,
            new PhaseChart.Borders(
                phase.lowEnter(), phase.lowLeave(), phase.highLeave(), phase.highEnter()),
            reading.since(),
            reading.day(),
            Sources.of(view, reading.instrument()))
        .spec();
  }

  private static PhaseChart.Phase phase(List<PhaseEpisode> episodes, LocalDate day) {
    for (PhaseEpisode episode : episodes) {
      if (!day.isBefore(episode.from()) && !day.isAfter(episode.to())) {
        return PhaseChart.Phase.valueOf(episode.phase().name());
      }
    }
    return PhaseChart.Phase.UNKNOWN;
  }

  @Override
  public Message.@Nullable Picture price(Instrument instrument, int days, MarketView view) {
    return drawn("price-" + instrument.symbol(), () -> spec(instrument, days, view));
  }

  private ChartSpec spec(Instrument instrument, int days, MarketView view) {
    Series daily = view.daily(instrument);
    int from = daily.size() - days;
    long[] times = new long[days];
    for (int i = 0; i < days; i++) {
      times[i] = daily.closesAt(from + i).getEpochSecond();
    }
    List<PriceChart.Level> levels =
        dips.apply(instrument.symbol()).stream()
            .flatMap(state -> state.levels().stream())
            .map(level -> new PriceChart.Level(level.level(), state(level)))
            .toList();
    Instant last = daily.closesAt(daily.size() - 1);
    return new PriceChart(
            instrument.symbol(),
            Times.of(times),
            Values.of(daily.closes(from, daily.size())),
            levels,
            last.toString().substring(0, 16).replace('T', ' ') + " UTC",
            Sources.of(view, instrument))
        .spec();
  }

  private static PriceChart.State state(LevelState level) {
    if (level.side() != LevelState.Side.BELOW) {
      return PriceChart.State.HELD;
    }
    return level.breach() == LevelState.Breach.PROVISIONAL
        ? PriceChart.State.TOUCHED
        : PriceChart.State.BREACHED;
  }

  private Message.@Nullable Picture drawn(String name, Supplier<ChartSpec> chart) {
    try {
      ChartSpec spec = simulated ? chart.get().simulated() : chart.get();
      return new Message.Picture(name + ".png", charts.png(spec), spec.altText());
    } catch (ChartException e) {
      log.warn("chart {} is not drawn: {}", name, e.getMessage());
      return null;
    }
  }
}
