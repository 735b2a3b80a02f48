package lowtide.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one instrument's bars of one interval up to date.
 *
 * <p>At first everything that the first source has, page by page, each kept as it comes in, so that
 * an interrupted backfill goes on where it was; then what is new, with a few known bars before it:
 * they show corrections and splits. What one source lacks the next is asked for: the newest bar,
 * holes, and, once a process, what lies before the oldest. A source is trusted with a series after
 * its labels were compared with what is known, or with the other venues'.
 *
 * <p>For one thread at a time, beside one that reads again.
 */
final class BarFeed {
  private static final Logger log = LoggerFactory.getLogger(BarFeed.class);

  private static final int OVERLAP = 5;

  /** So many bars before the oldest show whether a source has more. */
  private static final int LOOKED_BACK = 250;

  /** Holes that a source is asked about in one poll, newest first. */
  private static final int MOST_HOLES = 20;

  private final Instrument instrument;
  private final Interval interval;
  private final List<PriceSource> sources;
  private final OtherVenues others;
  private final KeptSeries kept;
  private final Troubles troubles;
  private final Consumer<PriceFeed.Progress> progress;
  private final boolean startedEmpty;
  private final Set<String> rightlyLabelled = new HashSet<>();
  private final Set<String> askedForOlder = new HashSet<>();
  private final Map<String, Set<Instant>> askedForHoles = new HashMap<>();

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
    this.kept = new KeptSeries(instrument, interval, history);
    this.troubles = troubles;
    this.progress = progress;
    this.startedEmpty = kept.isEmpty();
  }

  /** What is kept. */
  Series series() {
    return kept.series();
  }

  PriceHistory.Key key() {
    return new PriceHistory.Key(instrument.symbol(), interval);
  }

  /** Reads all of it again: others have written to the history. */
  void readAgain() {
    kept.readAgain();
  }

  /** Fetches what has finished since the last time; what no source has stays missing. */
  void poll(Instant now) {
    if (interval == Interval.HOUR && instrument.kind() != Instrument.Kind.CRYPTO) {
      return; // No signal needs them.
    }
    for (PriceSource source : sources) {
      boolean behind = isBehind(source, now);
      // One that failed is asked again, so that its trouble ends.
      boolean trusted = rightlyLabelled.contains(source.name());
      if (!behind && trusted && askedForOlder.contains(source.name()) && holes(source).isEmpty()) {
        continue;
      }
      try {
        if (!trusted) {
          others.requireRightLabels(source, series(), now);
          rightlyLabelled.add(source.name());
        }
        if (kept.isEmpty()) {
          fetch(source, now.minus(source.reach(interval)), now, now);
        } else if (behind) {
          goOn(source, now);
        }
        if (!kept.isEmpty()) {
          fetchOlder(source, now);
          fillHoles(source, now);
        }
        troubles.recovered(source.name(), instrument, interval.plural());
      } catch (SourceException e) {
        rightlyLabelled.remove(source.name());
        troubles.failed(
            source.name(), instrument, interval.plural(), String.valueOf(e.getMessage()));
      }
    }
  }

  private boolean isBehind(PriceSource source, Instant now) {
    return kept.isEmpty() || hasFinished(source, kept.newest().plus(interval.length()), now);
  }

  /** Everything a source has of a span, page by page. */
  private void fetch(PriceSource source, Instant from, Instant until, Instant now) {
    Instant next = from;
    while (next.isBefore(until) && hasFinished(source, next, now)) {
      List<Bar> page =
          source.bars(instrument, interval, next, now).stream()
              .filter(bar -> bar.opensAt().isBefore(until))
              .toList();
      if (page.isEmpty()) {
        return;
      }
      kept.write(source, screened(source, page, now));
      Instant reached = page.get(page.size() - 1).opensAt();
      next = reached.plus(interval.length());
      tell(source, from, reached, until);
    }
  }

  private void tell(PriceSource source, Instant from, Instant reached, Instant until) {
    progress.accept(
        new PriceFeed.Progress(instrument, interval, source.name(), from, reached, until));
  }

  private void goOn(PriceSource source, Instant now) {
    boolean own = kept.endsWith(source);
    Instant begin = kept.newest();
    while (isBehind(source, now)) {
      Instant from = series().opensAt(Math.max(0, series().size() - OVERLAP));
      List<Bar> page = source.bars(instrument, interval, from, now);
      KnownBars.Again again = KnownBars.again(series(), page, own);
      again.refuse(source.name());
      again.split().ifPresent(split -> kept.adjust(source, split));
      // Another venue's prices of known bars are no corrections.
      List<Bar> fresh = page.stream().filter(bar -> own || !kept.has(bar)).toList();
      Instant before = kept.newest();
      kept.write(source, screened(source, fresh, now));
      if (!kept.newest().isAfter(before)) {
        return;
      }
      if (isBehind(source, now) || !before.equals(begin)) {
        tell(source, begin, kept.newest(), now);
      }
    }
  }

  private void fetchOlder(PriceSource source, Instant now) {
    Instant begin = now.minus(source.reach(interval));
    Instant oldest = kept.oldest();
    if (!askedForOlder.contains(source.name()) && hasOlder(source, begin, oldest, now)) {
      fetch(source, begin, oldest, now);
    }
    askedForOlder.add(source.name());
  }

  private boolean hasOlder(PriceSource source, Instant begin, Instant oldest, Instant now) {
    if (!begin.plus(interval.length()).isBefore(oldest)) {
      return false;
    }
    Instant look = oldest.minus(interval.length().multipliedBy(LOOKED_BACK));
    return startedEmpty
        || source.bars(instrument, interval, look, now).stream()
            .anyMatch(bar -> bar.opensAt().isBefore(oldest));
  }

  /** Those that a source was not asked about yet. */
  private List<Holes.Hole> holes(PriceSource source) {
    Set<Instant> asked = askedForHoles.getOrDefault(source.name(), Set.of());
    return kept.holes().stream()
        .filter(hole -> !asked.contains(hole.from()))
        .limit(MOST_HOLES)
        .toList();
  }

  private void fillHoles(PriceSource source, Instant now) {
    for (Holes.Hole hole : holes(source)) {
      Instant known = hole.from().minus(interval.length().multipliedBy(OVERLAP));
      List<Bar> page = source.bars(instrument, interval, known, now);
      KnownBars.again(series(), page, false).refuse(source.name());
      if (page.stream().anyMatch(bar -> !kept.has(bar) && bar.opensAt().isBefore(hole.until()))) {
        fetch(source, hole.from(), hole.until(), now);
      }
      askedForHoles.computeIfAbsent(source.name(), name -> new HashSet<>()).add(hole.from());
    }
  }

  /** Whether a bar that opens at or after {@code from} can be there by now. */
  private boolean hasFinished(PriceSource source, Instant from, Instant now) {
    Instant settled = source.settled(instrument, now);
    if (instrument.kind() != Instrument.Kind.EQUITY) {
      return !from.plus(interval.length()).isAfter(settled);
    }
    return interval == Interval.DAY
        && !TradingCalendar.NEW_YORK
            .lastClosedSession(settled)
            .isBefore(LocalDate.ofInstant(from, ZoneOffset.UTC));
  }

  /** What other venues do not contradict. */
  private List<Bar> screened(PriceSource source, List<Bar> page, Instant now) {
    if (page.isEmpty()) {
      return page;
    }
    BarScreen.Screened screened =
        BarScreen.screen(
            kept.before(page.get(0)),
            page,
            BarScreen.usual(instrument, interval),
            bar -> others.opinion(source, interval, bar, now));
    for (Bar bar : screened.refused()) {
      log.warn(
          "{} {} of {}: {} by {} is left out: the other venues saw something else",
          instrument.symbol(),
          interval.plural(),
          bar.opensAt(),
          bar.close(),
          source.name());
    }
    String newest = "newest " + interval.plural();
    if (screened.waiting().isEmpty()) {
      troubles.recovered(source.name(), instrument, newest);
    } else {
      Bar bar = screened.waiting().get(0);
      troubles.failed(
          source.name(),
          instrument,
          newest,
          "a close of %s at %s, which no other venue confirms yet"
              .formatted(bar.close(), bar.opensAt()));
    }
    return screened.accepted();
  }
}
