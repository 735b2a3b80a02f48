package lowtide.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an instrument's venues say of each other's bars. */
final class OtherVenues {
  private static final Logger log = LoggerFactory.getLogger(OtherVenues.class);
  private static final int COMPARED = 60;

  private final Instrument instrument;
  private final List<PriceSource> sources;

  OtherVenues(Instrument instrument, List<PriceSource> sources) {
    this.instrument = instrument;
    this.sources = sources;
  }

  /** Whether another venue has the bar with nearly the same close. */
  BarScreen.Opinion opinion(PriceSource source, Interval interval, Bar bar, Instant now) {
    BarScreen.Opinion opinion =
        sources.size() == 1 ? BarScreen.Opinion.NOBODY : BarScreen.Opinion.UNKNOWN;
    for (PriceSource other : sources) {
      if (other == source) {
        continue;
      }
      Optional<Bar> theirs =
          asked(other, interval, bar.opensAt(), now).stream()
              .filter(same -> same.opensAt().equals(bar.opensAt()))
              .findFirst();
      if (theirs.isPresent()) {
        if (Math.abs(theirs.get().close() / bar.close() - 1) <= Consensus.FARTHEST) {
          return BarScreen.Opinion.SEEN;
        }
        opinion = BarScreen.Opinion.OTHERWISE;
      }
    }
    return opinion;
  }

  /**
   * Compares a source's labels with those of the bars that are kept or, where these are few, of the
   * other venues.
   *
   * @throws SourceException if they are one bar off, or the source does not answer
   */
  void requireRightLabels(PriceSource source, Series kept, Instant now) {
    Interval interval = kept.interval();
    if (sources.size() == 1 && kept.isEmpty()) {
      return;
    }
    Instant from = now.minus(interval.length().multipliedBy(COMPARED * 3L / 2)); // with weekends
    Series theirs = series(interval, source.bars(instrument, interval, from, now));
    List<Series> references = new ArrayList<>();
    if (kept.size() >= COMPARED) {
      references.add(kept);
    } else {
      for (PriceSource other : sources) {
        if (other != source) {
          references.add(series(interval, asked(other, interval, from, now)));
        }
      }
    }
    references.removeIf(reference -> reference.size() < LabelShift.BARS_NEEDED);
    long shifted =
        references.stream().filter(reference -> LabelShift.of(theirs, reference) != 0).count();
    if (shifted * 2 > references.size()) {
      throw new SourceException(
          SourceException.Kind.MALFORMED,
          "%s: its labels are one bar off beside the other venues'".formatted(source.name()));
    }
  }

  private Series series(Interval interval, List<Bar> bars) {
    return Series.of(instrument, interval, bars);
  }

  /** None where the venue does not answer. */
  private List<Bar> asked(PriceSource other, Interval interval, Instant from, Instant now) {
    try {
      return other.bars(instrument, interval, from, now);
    } catch (SourceException e) {
      log.debug("{} cannot be compared with: {}", other.name(), e.getMessage());
      return List.of();
    }
  }
}
