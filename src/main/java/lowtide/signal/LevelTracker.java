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
  private final BigDecimal rearmPart; // at least
  private final List<Line> lines; // in the order of the states

  public LevelTracker(LevelSettings settings) {
    this.settings = settings;
    this.rearmPart = BigDecimal.valueOf(settings.rearmPercent()).divide(HUNDRED);
    this.lines = LevelsState.of(settings).levels().stream().map(this::line).toList();
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
    if (atr1h.isPresent() && !(atr1h.getAsDouble() >= 0 && Double.isFinite(atr1h.getAsDouble()))) {
      throw new IllegalArgumentException(
          "atr1h must be finite and not negative: " + atr1h.getAsDouble());
    }
    Instant lastAt = state.lastAt();
    boolean late = lastAt != null && at.isBefore(lastAt);
    List<LevelState> levels = new ArrayList<>(lines.size());
    List<Move> told = List.of();
    for (int i = 0; i < lines.size(); i++) {
      Move move = new Move(state.levels().get(i), null);
      if (!late) {
        move = cross(move.state(), lines.get(i), price, at, atr1h, hourlyClose);
      }
      if (hourlyClose && move.kind() == null) {
        move = close(move.state(), price, at);
      }
      levels.add(move.state());
      if (move.kind() != null) {
        told = told.isEmpty() ? new ArrayList<>() : told;
        told.add(move);
      }
    }
    return new Step(
        new LevelsState(
            state.instrument(),
            state.firstAt() == null ? at : state.firstAt(),
            late ? lastAt : at,
            levels),
        told.isEmpty() ? List.of() : events(told, price, at, hourlyClose));
  }

  /** The price from which on a level counts as reclaimed, as things stand. */
  public BigDecimal rearmPrice(
      BigDecimal level, Direction direction, BigDecimal price, OptionalDouble atr1h) {
    return direction.before(level, rearmPart(price, atr1h));
  }

  /** A level's next state and what happened to it, if anything. */
  private record Move(LevelState state, @Nullable Kind kind) {}

  /** The prices at which a level's approach begins and is armed again. */
  private record Line(BigDecimal near, BigDecimal far) {}

  private Line line(LevelState level) {
    return new Line(
        level.direction().before(level.level(), settings.approachPercent()),
        level.direction().before(level.level(), settings.approachRearmPercent()));
  }

  private Move cross(
      LevelState s,
      Line line,
      BigDecimal price,
      Instant at,
      OptionalDouble atr1h,
      boolean hourlyClose) {
    Direction direction = s.direction();
    BigDecimal level = s.level();
    boolean before = direction.compare(price, level) >= 0;
    boolean near = direction.compare(price, line.near()) <= 0;
    boolean far = direction.compare(price, line.far()) > 0;
    if (s.side() == Side.UNSEEN) {
      return new Move(before ? s.before(!near, s.lastFired()) : s.beyond(), null);
    }
    if (s.side() == Side.BEYOND) {
      // Compared with the level first: what re-arms it takes longer to work out.
      return !before || direction.compare(price, rearmPrice(level, direction, price, atr1h)) < 0
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
    return new Move(far && !s.approachArmed() ? s.before(true, s.lastFired()) : s, null);
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
    if (atr1h.isEmpty()) {
      return rearmPart;
    }
    // In decimals: a price next to nothing would make the ratio infinite as a double.
    BigDecimal byRange =
        BigDecimal.valueOf(settings.rearmAtrFraction())
            .multiply(BigDecimal.valueOf(atr1h.getAsDouble()))
            .divide(price, MathContext.DECIMAL64);
    return rearmPart.max(byRange);
  }
}
