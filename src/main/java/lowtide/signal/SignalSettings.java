package lowtide.signal;

import java.util.List;

/** What each signal watches, and by which thresholds. */
public record SignalSettings(
    CorrelationSettings correlation,
    List<LevelSettings> levels,
    PhaseSettings phase,
    SetupSettings setup,
    SeasonSettings season,
    AllocationSettings allocation) {

  public SignalSettings {
    levels = List.copyOf(levels);
  }
}
