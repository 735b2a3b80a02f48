package lowtide.signal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;
import org.jspecify.annotations.Nullable;

/**
 * What was worked out last of each pair: its returns, labels, change points and newest reading.
 *
 * <p>Gone on with where the bars go on, at the cost of the new ones, and worked out afresh where
 * they do not. Thread-safe.
 */
final class CorrelationHistories {
  private final CorrelationSignal signal;
  private final CorrelationSettings settings;
  private final Map<Pair, PairedReturns> pairs = new ConcurrentHashMap<>();
  private final Map<Windowed, LabelHistory> labels = new ConcurrentHashMap<>();
  private final Map<Windowed, Correlated> results = new ConcurrentHashMap<>();
  private final Map<Pair, Changes> changes = new ConcurrentHashMap<>();

  private record Pair(Instrument asset, Instrument proxy) {}

  private record Windowed(Pair pair, int window) {}

  private record Correlated(LabelHistory labels, CorrelationResult result) {}

  private record Changes(ChangeHistory.Finder finder, ChangeHistory history) {}

  CorrelationHistories(CorrelationSignal signal, CorrelationSettings settings) {
    this.signal = signal;
    this.settings = settings;
  }

  PairedReturns returns(MarketView view, Instrument asset, Instrument proxy) {
    return pairs.compute(
        new Pair(asset, proxy),
        (key, last) -> {
          Series assetDaily = view.daily(asset);
          Series assetHourly = view.hourly(asset);
          Series proxyDaily = view.daily(proxy);
          return last == null
              ? PairedReturns.of(assetDaily, assetHourly, proxyDaily, TradingCalendar.NEW_YORK)
              : last.extended(assetDaily, assetHourly, proxyDaily);
        });
  }

  LabelHistory labels(MarketView view, Instrument asset, Instrument proxy, int window) {
    PairedReturns returns = returns(view, asset, proxy);
    return labels.compute(
        new Windowed(new Pair(asset, proxy), window),
        (key, last) ->
            last != null && last.returns().hasRowsOf(returns)
                ? last
                : signal.labels(returns, window, last));
  }

  CorrelationResult newest(MarketView view, Instrument asset, Instrument proxy, int window) {
    LabelHistory now = labels(view, asset, proxy, window);
    return results
        .compute(
            new Windowed(new Pair(asset, proxy), window),
            (key, last) ->
                last != null && last.labels().returns().hasRowsOf(now.returns())
                    ? last
                    : new Correlated(now, signal.read(now)))
        .result();
  }

  ChangeHistory changes(MarketView view, Instrument asset, Instrument proxy) {
    PairedReturns returns = returns(view, asset, proxy);
    return changes
        .compute(
            new Pair(asset, proxy),
            (key, last) ->
                last != null && last.history().returns().hasRowsOf(returns)
                    ? last
                    : goneOn(last, returns))
        .history();
  }

  private Changes goneOn(@Nullable Changes last, PairedReturns returns) {
    ChangeHistory.Finder finder =
        last == null
            ? new ChangeHistory.Finder(settings.labelWindow(), settings.change())
            : last.finder();
    return new Changes(finder, finder.upTo(returns));
  }
}
