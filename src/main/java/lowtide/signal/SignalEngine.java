package lowtide.signal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Series;
import org.jspecify.annotations.Nullable;

/**
 * Turns a view of the market into readings.
 *
 * <p>A reading depends on finished bars alone, and most looks at the market find no new ones. What
 * was worked out last is kept: gone on with where the bars go on, at the cost of the new ones, and
 * worked out afresh where they do not, as when somebody asks about the past. Either way the numbers
 * are the same to the last bit.
 */
public final class SignalEngine {
  private final SignalSettings settings;
  private final CorrelationSignal correlation;
  private final CorrelationHistories histories;
  private final RiskPhase phase;
  private final SeasonSignal season;
  private final AtomicReference<@Nullable AlarmRates> alarmRates = new AtomicReference<>();
  private final Map<Instrument, Setups> setups = new ConcurrentHashMap<>();
  private final Map<Instrument, Outcomes> outcomes = new ConcurrentHashMap<>();
  private final Map<Instrument, SeasonSignal.History> seasons = new ConcurrentHashMap<>();

  private record Setups(SetupFold fold, SetupHistory history) {}

  private record Outcomes(String newest, PhaseOutcomes outcomes) {}

  public SignalEngine(SignalSettings settings) {
    this.settings = settings;
    this.correlation = new CorrelationSignal(settings.correlation());
    this.histories = new CorrelationHistories(correlation, settings.correlation());
    this.phase = new RiskPhase(settings.phase());
    this.season = new SeasonSignal(settings.season());
  }

  /** How closely the asset moved with the proxy. */
  public CorrelationResult correlation(
      MarketView view, Instrument asset, Instrument proxy, int window) {
    return histories.newest(view, asset, proxy, window);
  }

  /** The label of the watched window at the last session, and its changes before. */
  public LabelHistory labels(MarketView view, Instrument asset, Instrument proxy) {
    return histories.labels(view, asset, proxy, settings.correlation().labelWindow());
  }

  /** The reading of the session on which a label changed. */
  public CorrelationReading reading(LabelHistory labels, LabelChange change) {
    return correlation.read(labels, change);
  }

  /** The change points of the watched window up to now. */
  public ChangeHistory changes(MarketView view, Instrument asset, Instrument proxy) {
    return histories.changes(view, asset, proxy);
  }

  /** How often alerts about correlations are false, by simulation; worked out once. */
  public AlarmRates alarmRates() {
    return alarmRates.updateAndGet(
        known -> known == null ? AlarmRates.of(settings.correlation()) : known);
  }

  /**
   * The correlation of asset and proxy over a window's sessions with the market held fixed; empty
   * where one of the three lacks nine in ten of them, or the market explains one of the two.
   */
  public OptionalDouble partial(
      MarketView view, Instrument asset, Instrument proxy, Instrument market, int window) {
    PairedReturns pair = pairs(view, asset, proxy);
    if (pair.rowCount() == 0) {
      return OptionalDouble.empty();
    }
    AlignedReturns all =
        AlignedReturns.of(List.of(pair, pairs(view, market, proxy)), pair.windowStart(window));
    if (all.size() < CorrelationSignal.needed(window)) {
      return OptionalDouble.empty();
    }
    OptionalDouble ab = Correlation.pearson(all.asset(0), all.proxy());
    OptionalDouble ac = Correlation.pearson(all.asset(0), all.asset(1));
    OptionalDouble bc = Correlation.pearson(all.proxy(), all.asset(1));
    return ab.isPresent() && ac.isPresent() && bc.isPresent()
        ? Correlation.partial(ab.getAsDouble(), ac.getAsDouble(), bc.getAsDouble())
        : OptionalDouble.empty();
  }

  /** The reading over the window whose label is watched. */
  public CorrelationResult correlation(MarketView view, Instrument asset, Instrument proxy) {
    return correlation(view, asset, proxy, settings.correlation().labelWindow());
  }

  /** The coefficient at every session, for tables and charts. */
  public RollingCorrelation rolling(
      MarketView view, Instrument asset, Instrument proxy, int window) {
    return correlation.rolling(pairs(view, asset, proxy), window);
  }

  /** The returns of the two from session to session. */
  public PairedReturns pairs(MarketView view, Instrument asset, Instrument proxy) {
    return histories.returns(view, asset, proxy);
  }

  /**
   * Log returns for {@link Allocation}: of stock, bond, gold and coin on the sessions that all of
   * them have. A bond without prices lies as cash: its returns are 0.
   */
  public AlignedReturns aligned(
      MarketView view,
      Instrument stock,
      Optional<Instrument> bond,
      Instrument gold,
      Instrument coin) {
    PairedReturns golds = pairs(view, gold, stock);
    AlignedReturns all =
        AlignedReturns.of(
            List.of(
                bond.map(known -> pairs(view, known, stock)).orElse(golds),
                golds,
                pairs(view, coin, stock)),
            LocalDate.MIN);
    if (bond.isEmpty()) {
      Arrays.fill(all.asset(0), 0);
    }
    return all;
  }

  /** The risk phase. What it is made of is kept by {@link RiskPhase}, for all moments. */
  public PhaseResult phase(MarketView view, Instrument instrument) {
    return phase.read(view.daily(instrument), mvrv(view, instrument));
  }

  /** The phases of all days up to the view's. */
  public PhaseHistory phases(MarketView view, Instrument instrument) {
    return phase.history(view.daily(instrument), mvrv(view, instrument));
  }

  /** The setups of all days up to the view's. */
  public SetupHistory setups(MarketView view, Instrument instrument) {
    Series daily = view.daily(instrument);
    PhaseHistory phases =
        instrument.kind() == Instrument.Kind.CRYPTO ? phases(view, instrument) : null;
    return setups
        .compute(
            instrument,
            (key, last) -> {
              if (last != null
                  && last.history().daily().size() == daily.size()
                  && daily.startsWith(last.history().daily())) {
                return last;
              }
              SetupFold fold = last == null ? new SetupFold(daily, settings.setup()) : last.fold();
              return new Setups(fold, fold.upTo(daily, phases));
            })
        .history();
  }

  /** What came after the days of each phase, as far as it was known by then. */
  public PhaseOutcomes phaseOutcomes(MarketView view, Instrument instrument) {
    Series mvrv = mvrv(view, instrument);
    String newest = newest(view.daily(instrument)) + (mvrv == null ? "" : newest(mvrv));
    return outcomes
        .compute(
            instrument,
            (key, last) ->
                last != null && last.newest().equals(newest)
                    ? last
                    : new Outcomes(newest, PhaseOutcomes.of(phases(view, instrument))))
        .outcomes();
  }

  /** The calendar months up to the view's moment, the finished ones; one of them is asked about. */
  public SeasonResult season(MarketView view, Instrument instrument, Month asked) {
    Series daily = view.daily(instrument);
    SeasonMonths months = SeasonMonths.of(daily);
    SeasonSignal.History history =
        seasons.compute(
            instrument,
            (key, last) ->
                last != null && last.months().hasDaysOf(months) ? last : season.history(months));
    List<BigDecimal> levels =
        settings.levels().stream()
            .filter(watched -> watched.instrument().equals(instrument.symbol()))
            .flatMap(watched -> watched.levels().stream())
            .toList();
    return season.read(history, daily, view.at(), asked, levels);
  }

  /** The month of the first day, or session, that is not over at the view's moment. */
  public static Month runningMonth(MarketView view, Instrument instrument) {
    return SeasonMonths.running(instrument, view.at()).getMonth();
  }

  /** The metric belongs to the coin whose phase is watched, and to no other. */
  private @Nullable Series mvrv(MarketView view, Instrument instrument) {
    String symbol = settings.phase().mvrv();
    return symbol == null || !instrument.symbol().equals(settings.phase().instrument())
        ? null
        : view.metric(symbol);
  }

  private static String newest(Series series) {
    int n = series.size();
    return n == 0 ? "-" : n + "@" + series.opensAt(n - 1) + "=" + series.close(n - 1) + ";";
  }
}
