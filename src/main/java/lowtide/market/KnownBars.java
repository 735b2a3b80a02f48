package lowtide.market;

import java.util.List;
import java.util.Optional;

/** What known bars that come in again, beside new ones, say of a source. */
final class KnownBars {
  /** Known bars that are further off are not corrected: the source shows something else. */
  private static final double FARTHEST_CORRECTION = 1.1;

  /** A new session's close is less exact than a split. */
  private static final double SPLIT_TOLERANCE = .03;

  private KnownBars() {}

  /**
   * @param split that turns the kept prices into the source's
   * @param fault why nothing of this page may be taken
   */
  record Again(Optional<Split> split, Optional<String> fault) {
    /**
     * @throws SourceException if nothing of the page may be taken
     */
    void refuse(String source) {
      if (fault.isPresent()) {
        throw new SourceException(
            SourceException.Kind.MALFORMED, "%s: %s".formatted(source, fault.get()));
      }
    }
  }

  /**
   * A split is believed of the source that the newest bar is from, or where newer bars go on from
   * the adjusted ones: a source that does not adjust falls by the split in its own prices.
   *
   * @param kept not empty
   * @param page in order of time
   * @param own whether the newest bar that is kept is this source's
   */
  static Again again(Series kept, List<Bar> page, boolean own) {
    List<Bar> known = page.stream().filter(bar -> kept.indexOf(bar.opensAt()) >= 0).toList();
    double[] before =
        known.stream().mapToDouble(bar -> kept.close(kept.indexOf(bar.opensAt()))).toArray();
    double[] after = known.stream().mapToDouble(Bar::close).toArray();
    boolean shares = kept.instrument().kind() == Instrument.Kind.EQUITY;
    Optional<Split> split = shares ? Split.between(before, after) : Optional.empty();
    Optional<Bar> fresh =
        page.stream()
            .filter(bar -> bar.opensAt().isAfter(kept.opensAt(kept.size() - 1)))
            .findFirst();
    if (split.isPresent()) {
      double last = after[after.length - 1];
      boolean goesOn =
          fresh.isPresent() ? Split.of(last / fresh.get().close(), SPLIT_TOLERANCE).isEmpty() : own;
      return goesOn
          ? new Again(split, Optional.empty())
          : fault("gives known bars as before a split of %s".formatted(split.get()));
    }
    double off = smallestRatio(before, after);
    if (off > FARTHEST_CORRECTION) {
      return fault("gives known bars at %.2f times their prices or less".formatted(off));
    }
    double last = kept.close(kept.size() - 1);
    return fresh
        .filter(bar -> shares)
        .flatMap(bar -> Split.of(last / bar.close(), SPLIT_TOLERANCE))
        .map(
            unadjusted ->
                fault(
                    "falls or rises like a split of %s, but gives known bars as they were"
                        .formatted(unadjusted)))
        .orElse(new Again(Optional.empty(), Optional.empty()));
  }

  private static Again fault(String words) {
    return new Again(Optional.empty(), Optional.of(words));
  }

  /** Upwards or downwards; 1 for none. */
  private static double smallestRatio(double[] before, double[] after) {
    double smallest = before.length == 0 ? 1 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < before.length; i++) {
      smallest = Math.min(smallest, Math.max(before[i] / after[i], after[i] / before[i]));
    }
    return smallest;
  }
}
