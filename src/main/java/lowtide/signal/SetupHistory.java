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
  private final SetupDay[] days;
  private final List<SetupDay> changes;

  SetupHistory(Series daily, List<SetupDay> days, List<SetupDay> changes) {
    this.daily = daily;
    this.days = days.toArray(SetupDay[]::new);
    this.changes = List.copyOf(changes);
  }

  public Series daily() {
    return daily;
  }

  /** How many days have a setup: the last of the series. */
  public int size() {
    return days.length;
  }

  public SetupDay day(int i) {
    return days[i];
  }

  /** Where in the series the day is. */
  public int bar(int i) {
    return daily.size() - days.length + Objects.checkIndex(i, days.length);
  }

  public Optional<SetupDay> last() {
    return days.length == 0 ? Optional.empty() : Optional.of(days[days.length - 1]);
  }

  /** The days on which another label was confirmed. */
  public List<SetupDay> changes() {
    return changes;
  }
}
