package lowtide.market;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instrument's bars of one interval as they are stored, with every change of them logged. */
final class KeptSeries {
  private static final Logger log = LoggerFactory.getLogger(KeptSeries.class);

  private final PriceHistory history;
  private volatile Series series;
  private volatile List<Holes.Hole> holes;

  KeptSeries(Instrument instrument, Interval interval, PriceHistory history) {
    this.history = history;
    this.series = history.bars(instrument, interval);
    this.holes = Holes.in(series);
  }

  Series series() {
    return series;
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  Instant oldest() {
    return series.opensAt(0);
  }

  Instant newest() {
    return series.opensAt(series.size() - 1);
  }

  /** What is missing between the oldest and the newest, newest first. */
  List<Holes.Hole> holes() {
    return holes;
  }

  boolean has(Bar bar) {
    return series.indexOf(bar.opensAt()) >= 0;
  }

  /** Whether the newest bar is this source's. */
  boolean endsWith(PriceSource source) {
    return history.source(series.instrument(), series.interval()).equals(source.name());
  }

  /** The close before a bar that is not among these; NaN for none. */
  double before(Bar bar) {
    int last = -1 - series.indexOf(bar.opensAt()) - 1;
    return last < 0 ? Double.NaN : series.close(last);
  }

  /** Takes all of it from the history, to which others may have written. */
  synchronized void readAgain() {
    series = history.bars(series.instrument(), series.interval());
    holes = Holes.in(series);
  }

  /** Adds what is new, and corrects what has other prices. */
  void write(PriceSource source, List<Bar> bars) {
    for (Bar bar : bars) {
      int known = series.indexOf(bar.opensAt());
      if (known >= 0 && bar.close() != series.close(known)) {
        log.info(
            "{} {} of {}: corrected from {} to {} by {}",
            series.instrument().symbol(),
            series.interval().plural(),
            bar.opensAt(),
            series.close(known),
            bar.close(),
            source.name());
      }
    }
    store(source, bars);
  }

  private synchronized void store(PriceSource source, List<Bar> bars) {
    if (bars.isEmpty()) {
      return;
    }
    history.write(series.instrument(), series.interval(), bars, source.name());
    series = series.with(bars);
    holes = Holes.in(series);
  }

  void adjust(PriceSource source, Split split) {
    log.info(
        "{}: a split of {}, told by {}; all that is kept is adjusted",
        series.instrument().symbol(),
        split,
        source.name());
    store(source, split.adjusted(series));
  }
}
