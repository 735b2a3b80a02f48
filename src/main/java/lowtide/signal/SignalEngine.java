package lowtide.signal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Turns a view of the market into readings.
 *
 * <p>A reading depends on finished bars alone, and most looks at the market find no new ones: the
 * last reading of each kind is kept for as long as the newest bars it was made of are the newest.
 */
public final class SignalEngine {
  private final SignalSettings settings;
  private final CorrelationSignal correlation;
  private final RiskPhase phase;
  private final Map<String, Kept<?>> kept = new ConcurrentHashMap<>();

  private record Kept<T>(String madeOf, T value) {}

  public SignalEngine(SignalSettings settings) {
    this.settings = settings;
    this.correlation = new CorrelationSignal(settings.correlation());
    this.phase = new RiskPhase(settings.phase());
  }

  /** How closely the asset moved with the proxy. */
  public CorrelationResult correlation(
      MarketView view, Instrument asset, Instrument proxy, int window) {
    return kept(
        "correlation %s %s %d".formatted(asset.symbol(), proxy.symbol(), window),
        madeOf(view, asset, proxy),
        CorrelationResult.class,
        () -> correlation.read(pairs(view, asset, proxy), window));
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

  private static PairedReturns pairs(MarketView view, Instrument asset, Instrument proxy) {
    return PairedReturns.of(
        view.daily(asset), view.hourly(asset), view.daily(proxy), TradingCalendar.NEW_YORK);
  }

  /** The risk phase. What it is made of is kept by {@link RiskPhase}, for all moments. */
  public PhaseResult phase(MarketView view, Instrument instrument) {
    return phase.read(view.daily(instrument), mvrv(view, instrument));
  }

  /** The phases of all days up to the view's. */
  public PhaseHistory phases(MarketView view, Instrument instrument) {
    return phase.history(view.daily(instrument), mvrv(view, instrument));
  }

  /** What came after the days of each phase, as far as it was known by then. */
  public PhaseOutcomes phaseOutcomes(MarketView view, Instrument instrument) {
    Series mvrv = mvrv(view, instrument);
    return kept(
        "phase outcomes " + instrument.symbol(),
        newest(view.daily(instrument)) + (mvrv == null ? "" : newest(mvrv)),
        PhaseOutcomes.class,
        () -> PhaseOutcomes.of(phases(view, instrument)));
  }

  /** The metric belongs to the coin whose phase is watched, and to no other. */
  private @Nullable Series mvrv(MarketView view, Instrument instrument) {
    String symbol = settings.phase().mvrv();
    return symbol == null || !instrument.symbol().equals(settings.phase().instrument())
        ? null
        : view.metric(symbol);
  }

  /**
   * The newest bars that a correlation can depend on. New hours matter only once there is a new
   * session or day to use them for.
   */
  private static String madeOf(MarketView view, Instrument asset, Instrument proxy) {
    return newest(view.daily(asset)) + newest(view.daily(proxy)) + view.hourly(asset).isEmpty();
  }

  private static String newest(Series series) {
    int n = series.size();
    return n == 0 ? "-" : n + "@" + series.opensAt(n - 1) + "=" + series.close(n - 1) + ";";
  }

  private <T> T kept(String what, String madeOf, Class<T> type, Supplier<T> make) {
    Kept<?> last = kept.get(what);
    if (last != null && last.madeOf().equals(madeOf)) {
      return type.cast(last.value());
    }
    T value = make.get();
    kept.put(what, new Kept<>(madeOf, value));
    return value;
  }
}
