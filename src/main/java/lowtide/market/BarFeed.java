package lowtide.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one instrument's bars of one interval up to date.
 *
 * <p>At first everything that the first source has, page by page, each kept as it comes in, so that
 * an interrupted backfill goes on where it was; then what is new, with a few known bars before it:
 * they show corrections and splits. Once a process every source is asked for what lies before the
 * oldest bar, unless much is there. A source is trusted with a series after its labels were
 * compared with what is known, or with the other venues'.
 *
 * <p>For one thread at a time.
 */
final class BarFeed {
  private static final Logger log = LoggerFactory.getLogger(BarFeed.class);

  private static final int OVERLAP = 5;

  private final Instrument instrument;
  private final Interval interval;
  private final List<PriceSource> sources;
  private final OtherVenues others;
  private final PriceHistory history;
  private final Troubles troubles;
  private final Consumer<PriceFeed.Progress> progress;
  private final boolean startedEmpty;
  private final Set<String> rightlyLabelled = new HashSet<>();
  private final Set<String> askedForOlder = new HashSet<>();
  private volatile Series series;

  BarFeed(
      Instrument instrument,
      Interval interval,
      List<PriceSource> sources,
      PriceHistory history,
      Troubles troubles,
      Consumer<PriceFeed.Progress> progress) {
    this.instrument = instrument;
    this.interval = interval;
    this.sources = sources;
    this.others = new OtherVenues(instrument, sources);
    this.history = history;
    this.troubles = troubles;
    this.progress = progress;
    this.series = history.bars(instrument, interval);
    this.startedEmpty = series.isEmpty();
  }

  /** What is kept. */
  Series series() {
    return series;
  }

  /** Fetches what has finished since the last time; what no source has stays missing. */
  void poll(Instant now) {
    if (interval == Interval.HOUR && instrument.kind() != Instrument.Kind.CRYPTO) {
      return; // No signal needs them.
    }
    boolean done = false;
    for (PriceSource source : sources) {
      if (done && askedForOlder.contains(source.name())) {
        continue;
      }
      try {
        if (!rightlyLabelled.contains(source.name())) {
          others.requireRightLabels(source, series, now);
          rightlyLabelled.add(source.name());
        }
        if (!done) {
          done = series.isEmpty() ? fill(source, now) : goOn(source, now);
        }
        if (done && askedForOlder.add(source.name()) && isShallow(source, now)) {
          fetchOlder(source, now);
        }
        troubles.recovered(source.name(), instrument, what());
      } catch (SourceException e) {
        troubles.failed(source.name(), instrument, what(), String.valueOf(e.getMessage()));
      }
    }
  }

  private String what() {
    return interval == Interval.DAY ? "days" : "hours";
  }

  private boolean fill(PriceSource source, Instant now) {
    Instant begin = now.minus(source.reach(interval));
    Instant from = begin;
    while (hasFinished(from, now)) {
      List<Bar> page = source.bars(instrument, interval, from, now);
      if (page.isEmpty()) {
        break;
      }
      write(source, screened(source, page, now));
      from = page.get(page.size() - 1).opensAt().plus(interval.length());
      tell(source, begin, now);
    }
    return !series.isEmpty();
  }

  private boolean goOn(PriceSource source, Instant now) {
    boolean known = history.source(instrument, interval).equals(source.name());
    Instant next = last().plus(interval.length());
    while (hasFinished(next, now)) {
      Instant from = series.opensAt(Math.max(0, series.size() - OVERLAP));
      List<Bar> page = source.bars(instrument, interval, from, now);
      KnownBars.Again again = KnownBars.again(series, page);
      if (again.split().isPresent()) {
        adjust(source, again.split().get());
      }
      again.refuse(source.name());
      // Another venue's prices of known bars are no corrections.
      List<Bar> fresh =
          page.stream().filter(bar -> known || bar.opensAt().isAfter(last())).toList();
      Instant before = last();
      write(source, screened(source, fresh, now));
      if (!last().isAfter(before)) {
        break;
      }
      next = last().plus(interval.length());
    }
    return true;
  }

  /** Whether older bars are worth asking for: after a first fill, or where few are there. */
  private boolean isShallow(PriceSource source, Instant now) {
    Instant enough = now.minus(source.reach(interval).dividedBy(4));
    return startedEmpty || series.opensAt(0).isAfter(enough);
  }

  private void fetchOlder(PriceSource source, Instant now) {
    Instant oldest = series.opensAt(0);
    Instant begin = now.minus(source.reach(interval));
    Instant from = begin;
    while (from.plus(interval.length()).isBefore(oldest)) {
      List<Bar> page = source.bars(instrument, interval, from, now);
      List<Bar> older = page.stream().filter(bar -> bar.opensAt().isBefore(oldest)).toList();
      if (older.isEmpty()) {
        return;
      }
      write(source, older);
      from = older.get(older.size() - 1).opensAt().plus(interval.length());
      tell(source, begin, oldest);
    }
  }

  private void tell(PriceSource source, Instant from, Instant until) {
    progress.accept(
        new PriceFeed.Progress(instrument, interval, source.name(), from, last(), until));
  }

  private Instant last() {
    return series.opensAt(series.size() - 1);
  }

  /** Whether a bar that opens at or after {@code from} can have closed by now. */
  private boolean hasFinished(Instant from, Instant now) {
    if (instrument.kind() != Instrument.Kind.EQUITY) {
      return !from.plus(interval.length()).isAfter(now);
    }
    return interval == Interval.DAY
        && !TradingCalendar.NEW_YORK
            .lastClosedSession(now)
            .isBefore(LocalDate.ofInstant(from, ZoneOffset.UTC));
  }

  private void write(PriceSource source, List<Bar> bars) {
    List<Bar> corrections =
        bars.stream()
            .filter(bar -> series.indexOf(bar.opensAt()) >= 0)
            .filter(bar -> bar.close() != series.close(series.indexOf(bar.opensAt())))
            .toList();
    for (Bar bar : corrections) {
      log.info(
          "{} {} of {}: corrected from {} to {} by {}",
          instrument.symbol(),
          what(),
          bar.opensAt(),
          series.close(series.indexOf(bar.opensAt())),
          bar.close(),
          source.name());
    }
    history.write(instrument, interval, bars, source.name());
    series = series.with(bars);
  }

  /** What other venues do not contradict. */
  private List<Bar> screened(PriceSource source, List<Bar> page, Instant now) {
    if (page.isEmpty()) {
      return page;
    }
    int before = -1 - series.indexOf(page.get(0).opensAt()) - 1;
    BarScreen.Screened screened =
        BarScreen.screen(
            before < 0 ? Double.NaN : series.close(before),
            page,
            BarScreen.usual(instrument, interval),
            bar -> others.opinion(source, interval, bar, now));
    for (Bar bar : screened.refused()) {
      log.warn(
          "{} {} of {}: {} by {} is left out: the other venues saw something else",
          instrument.symbol(),
          what(),
          bar.opensAt(),
          bar.close(),
          source.name());
    }
    if (!screened.waiting().isEmpty()) {
      Bar bar = screened.waiting().get(0);
      troubles.failed(
          source.name(),
          instrument,
          "newest " + what(),
          "a close of %s at %s, which no other venue confirms yet"
              .formatted(bar.close(), bar.opensAt()));
    } else {
      troubles.recovered(source.name(), instrument, "newest " + what());
    }
    return screened.accepted();
  }

  private void adjust(PriceSource source, Split split) {
    log.info(
        "{}: a split of {}, told by {}; all that is kept is adjusted",
        instrument.symbol(),
        split,
        source.name());
    write(source, split.adjusted(series));
  }
}
