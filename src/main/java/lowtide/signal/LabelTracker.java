package lowtide.signal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which a correlation changes its label, as a fold over sessions.
 *
 * <p>The label changes once the coefficient lay beyond the label's band by more than the hysteresis
 * on several sessions in a row; the new one is the band of the last. At a constant correlation of
 * .45 over 60 sessions of fat-tailed returns the band itself changes 18 times a year and the label
 * 2 to 3 times; see {@code LabelTrackerTest}.
 */
public final class LabelTracker {
  private final CorrelationSettings settings;

  public LabelTracker(CorrelationSettings settings) {
    this.settings = settings;
  }

  /**
   * After one more session. One without a coefficient is left out: it neither counts nor resets.
   *
   * @param before null before the first
   */
  public LabelState next(@Nullable LabelState before, double r, LocalDate session) {
    Label band = Label.of(r, settings.bands());
    if (before == null) {
      return new LabelState(band, session, 0);
    }
    Label label = before.label();
    double margin = settings.hysteresis();
    if (r >= label.lower(settings.bands()) - margin
        && r <= label.upper(settings.bands()) + margin) {
      return new LabelState(label, before.since(), 0);
    }
    int beyond = before.beyond() + 1;
    return beyond < settings.confirmationSessions()
        ? new LabelState(label, before.since(), beyond)
        : new LabelState(band, session, 0);
  }
}
