package lowtide.signal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lowtide.market.Series;

/**
 * The setups of all days up to some day, oldest first. A day's setup depends on no later one; the
 * days with one are the last of the series.
 */
public final class SetupHistory {
  /** How many days it takes to have the first. */
  public static final int DAYS_NEEDED = SetupFold.DAYS_NEEDED;

  private final Series daily;
  private final SetupDay[] days; // may be longer: what lies beyond is not shown
  private final int size;
  private final List<SetupDay> changes;

  SetupHistory(Series daily, SetupDay[] days, int size, List<SetupDay> changes) {
    this.daily = daily;
    this.days = days;
    this.size = size;
    this.changes = List.copyOf(changes);
  }

  public Series daily() {
    return daily;
  }

  /** How many days have a setup: the last of the series. */
  public int size() {
    return size;
  }

  public SetupDay day(int i) {
    return days[Objects.checkIndex(i, size)];
  }

  /** Where in the series the day is. */
  public int bar(int i) {
    return daily.size() - size + Objects.checkIndex(i, size);
  }

  public Optional<SetupDay> last() {
    return size == 0 ? Optional.empty() : Optional.of(days[size - 1]);
  }

  /** The days on which another label was confirmed. */
  public List<SetupDay> changes() {
    return changes;
  }
}
