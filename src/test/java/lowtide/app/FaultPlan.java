package lowtide.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import lowtide.market.source.LocalVenues;
import lowtide.market.source.LocalVenues.Fault;
import lowtide.market.source.Venue;

/**
 * When which venue fails, and how: each in its turn for a while, all at once over a blackout, and
 * at random besides.
 */
final class FaultPlan {
  /** What a venue that is down for long does, one kind a turn. */
  private static final List<Fault> DOWN =
      List.of(Fault.BROKEN, Fault.CLOSE, Fault.HANG, Fault.WEB_PAGE, Fault.CUT_OFF, Fault.EMPTY);

  private final List<Turn> turns = new ArrayList<>();
  private final Optional<Span> blackout;
  private final List<Fault> besides;
  private final Random random;
  private boolean dark;

  /** A span of market time. */
  record Span(Instant from, Instant until) {
    boolean contains(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }
  }

  private record Turn(Venue venue, Fault fault, Span span) {}

  /**
   * @param span in which every venue has one turn, with a pause as long after it
   * @param besides what a venue does at random: {@code NONE} more often than not
   */
  FaultPlan(Span span, Optional<Span> blackout, List<Fault> besides, long seed) {
    this.blackout = blackout;
    this.besides = List.copyOf(besides);
    this.random = new Random(seed);
    Duration turn =
        Duration.between(span.from(), span.until()).dividedBy(2L * LocalVenues.VENUES.size());
    Instant from = span.from();
    for (Venue venue : LocalVenues.VENUES) {
      turns.add(
          new Turn(venue, DOWN.get(turns.size() % DOWN.size()), new Span(from, from.plus(turn))));
      from = from.plus(turn.multipliedBy(2));
    }
  }

  /** Lets venues fail as planned, and one at random or work again. */
  void apply(LocalVenues venues, Instant now) {
    boolean wasDark = dark;
    dark = blackout.isPresent() && blackout.get().contains(now);
    if (dark || wasDark) {
      all(venues, dark ? Fault.BROKEN : Fault.NONE);
      return;
    }
    venues.fail(
        LocalVenues.VENUES.get(random.nextInt(LocalVenues.VENUES.size())),
        random.nextInt(3) > 0 ? Fault.NONE : besides.get(random.nextInt(besides.size())));
    for (Turn turn : turns) {
      if (turn.span().contains(now)) {
        venues.fail(turn.venue(), turn.fault());
      }
    }
  }

  static void all(LocalVenues venues, Fault fault) {
    LocalVenues.VENUES.forEach(venue -> venues.fail(venue, fault));
  }
}
