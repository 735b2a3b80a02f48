package lowtide.signal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import lowtide.signal.LevelEvent.Kind;
import lowtide.signal.LevelState.Breach;
import lowtide.signal.LevelState.Side;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which prices approach, breach and reclaim levels.
 *
 * <p>A pure fold: state and price give the next state and the events between, in O(levels). A dip
 * level L goes
 *
 * <pre>
 * above --(P &lt; L)--> BREACH --(P >= L (1 + h))--> RECLAIM, above again
 * above --(P &lt;= 1.01 L, once)--> APPROACH, armed again above 1.02 L
 * </pre>
 *
 * and a target the same way, mirrored; h is the re-arm percentage or, if that is more, a part of
 * the hour's average true range. A tick breaches for the time being; the first hour to close below
 * confirms it. An hour that closes back above only marks the level as held: what re-arms a breach
 * is the distance alone, else a price that dances on the level would fire each hour.
 */
public final class LevelTracker {
  /** Deeper levels are approached after higher ones are breached, and told in that order. */
  private static final List<Kind> ORDER =
      List.of(Kind.CONFIRMED, Kind.BREACH, Kind.RECLAIM, Kind.APPROACH);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final LevelSettings settings;

  public LevelTracker(LevelSettings settings) {
    this.settings = settings;
  }

  /** What one price led to; {@code events} has at most one of each kind. */
  public record Step(LevelsState state, List<LevelEvent> events) {
    public Step {
      events = List.copyOf(events);
    }
  }

  /**
   * Takes in one price.
   *
   * <p>A tick older than the newest price taken in changes nothing. An hour's close that comes in
   * behind ticks of the next hour (bars are finished late) confirms or holds what was breached by
   * then, but crosses nothing anew.
   *
   * @param atr1h the 14-bar average true range of hourly bars in the unit of the price, if known
   * @param hourlyClose whether the price is the close of an hourly bar that ended at {@code at}
   * @throws IllegalArgumentException if the price is not positive, the range negative or not
   *     finite, or the state is of other levels than the settings
   */
  public Step step(
      LevelsState state, BigDecimal price, Instant at, OptionalDouble atr1h, boolean hourlyClose) {
    if (price.signum() <= 0) {
      throw new IllegalArgumentException(
          "price of %s must be positive: %s".formatted(settings.instrument(), price));
    }
    if (!state.isOf(settings)) {
      throw new IllegalArgumentException(
          "state %s is not of the levels %s of %s: adapt it first"
              .formatted(state, settings.levels(), settings.instrument()));
    }
    BigDecimal rearm = rearmPart(price, atr1h);
    Instant lastAt = state.lastAt();
    boolean late = lastAt != null && at.isBefore(lastAt);
    List<Move> moves = new ArrayList<>();
    for (LevelState level : state.levels()) {
      Move move = new Move(level, null);
      if (!late) {
        move = cross(level, price, at, rearm, hourlyClose);
      }
      if (hourlyClose && move.kind() == null) {
        move = close(move.state(), price, at);
      }
      moves.add(move);
    }
    List<LevelState> levels = moves.stream().map(Move::state).toList();
    return new Step(
        new LevelsState(
            state.instrument(),
            state.firstAt() == null ? at : state.firstAt(),
            late ? lastAt : at,
            levels),
        events(moves, price, at, hourlyClose));
  }

  /** The price from which on a level counts as reclaimed, as things stand. */
  public BigDecimal rearmPrice(
      BigDecimal level, Direction direction, BigDecimal price, OptionalDouble atr1h) {
    return direction.before(level, rearmPart(price, atr1h));
  }

  /** A level's next state and what happened to it, if anything. */
  private record Move(LevelState state, @Nullable Kind kind) {}

  private Move cross(
      LevelState s, BigDecimal price, Instant at, BigDecimal rearm, boolean hourlyClose) {
    Direction direction = s.direction();
    BigDecimal level = s.level();
    boolean before = direction.compare(price, level) >= 0;
    boolean near =
        direction.compare(price, direction.before(level, settings.approachPercent())) <= 0;
    boolean far =
        direction.compare(price, direction.before(level, settings.approachRearmPercent())) > 0;
    if (s.side() == Side.UNSEEN) {
      return new Move(before ? s.before(!near, s.lastFired()) : s.beyond(), null);
    }
    if (s.side() == Side.BEYOND) {
      return direction.compare(price, direction.before(level, rearm)) < 0
          ? new Move(s, null)
          : new Move(s.before(far, at), Kind.RECLAIM);
    }
    if (!before) {
      return new Move(
          s.breached(hourlyClose ? Breach.CONFIRMED : Breach.PROVISIONAL, at), Kind.BREACH);
    }
    if (near && s.approachArmed()) {
      return new Move(s.before(false, at), Kind.APPROACH);
    }
    return new Move(s.before(s.approachArmed() || far, s.lastFired()), null);
  }

  /** What the end of an hour says about a breach by ticks. */
  private static Move close(LevelState s, BigDecimal price, Instant at) {
    Instant breachedAt = s.breachedAt();
    if (breachedAt == null || breachedAt.isAfter(at) || s.breach() == Breach.CONFIRMED) {
      return new Move(s, null);
    }
    boolean beyond = s.direction().compare(price, s.level()) < 0;
    return beyond
        ? new Move(s.settled(Breach.CONFIRMED, at), Kind.CONFIRMED)
        : new Move(s.settled(Breach.HELD, s.lastFired()), null);
  }

  private static List<LevelEvent> events(
      List<Move> moves, BigDecimal price, Instant at, boolean hourlyClose) {
    List<LevelEvent> events = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      for (Kind kind : ORDER) {
        List<BigDecimal> levels =
            moves.stream()
                .filter(m -> m.kind() == kind && m.state().direction() == direction)
                .map(m -> m.state().level())
                .toList();
        if (!levels.isEmpty()) {
          events.add(new LevelEvent(kind, direction, levels, hourlyClose, price, at));
        }
      }
    }
    return events;
  }

  /** h: how far before a level the price must come back. */
  private BigDecimal rearmPart(BigDecimal price, OptionalDouble atr1h) {
    BigDecimal usual = BigDecimal.valueOf(settings.rearmPercent()).divide(HUNDRED);
    if (atr1h.isEmpty()) {
      return usual;
    }
    double atr = atr1h.getAsDouble();
    if (!(atr >= 0 && atr < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("atr1h must be finite and not negative: " + atr);
    }
    // In decimals: a price next to nothing would make the ratio infinite as a double.
    BigDecimal byRange =
        BigDecimal.valueOf(settings.rearmAtrFraction())
            .multiply(BigDecimal.valueOf(atr))
            .divide(price, MathContext.DECIMAL64);
    return usual.max(byRange);
  }
}
