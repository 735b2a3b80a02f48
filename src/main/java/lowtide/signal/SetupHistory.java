package lowtide.signal;

import java.util.ArrayList;
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
  private final List<SetupDay> days; // goes on growing behind what is shown
  private final int size;

  SetupHistory(Series daily, List<SetupDay> days) {
    this.daily = daily;
    this.days = days;
    this.size = days.size();
  }

  public Series daily() {
    return daily;
  }

  /** How many days have a setup: the last of the series. */
  public int size() {
    return size;
  }

  public SetupDay day(int i) {
    return days.get(Objects.checkIndex(i, size));
  }

  /** Where in the series the day is. */
  public int bar(int i) {
    return daily.size() - size + Objects.checkIndex(i, size);
  }

  public Optional<SetupDay> last() {
    return size == 0 ? Optional.empty() : Optional.of(day(size - 1));
  }

  /** The days on which another label was confirmed. */
  public List<SetupDay> changes() {
    List<SetupDay> changes = new ArrayList<>();
    for (int i = 1; i < size; i++) {
      if (day(i).confirmed() != day(i - 1).confirmed()) {
        changes.add(day(i));
      }
    }
    return changes;
  }
}
