package lowtide.signal;

import java.util.Locale;
import lowtide.signal.CorrelationSettings.Bands;

/** A correlation in a word, from the lowest band to the highest. */
public enum Label {
  INVERSE,
  DECOUPLED,
  WEAK,
  MODERATE,
  STRONG;

  /** The band that r lies in; one that lies on a border belongs to the higher. */
  public static Label of(double r, Bands bands) {
    if (!(r >= -1 && r <= 1)) {
      throw new IllegalArgumentException("r must be from -1 to 1: " + r);
    }
    for (Label label : values()) {
      if (r < label.upper(bands)) {
        return label;
      }
    }
    return STRONG;
  }

  /** Lower case, as in a sentence. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The coefficient beyond which the label begins to change, hysteresis included; infinite where it
   * cannot.
   *
   * @param sign above 0 for the upper end, below 0 for the lower
   */
  public double border(int sign, CorrelationSettings settings) {
    return sign > 0
        ? upper(settings.bands()) + settings.hysteresis()
        : lower(settings.bands()) - settings.hysteresis();
  }

  double lower(Bands bands) {
    return switch (this) {
      case INVERSE -> Double.NEGATIVE_INFINITY;
      case DECOUPLED -> bands.inverse();
      case WEAK -> bands.decoupled();
      case MODERATE -> bands.weak();
      case STRONG -> bands.moderate();
    };
  }

  double upper(Bands bands) {
    return switch (this) {
      case INVERSE -> bands.inverse();
      case DECOUPLED -> bands.decoupled();
      case WEAK -> bands.weak();
      case MODERATE -> bands.moderate();
      case STRONG -> Double.POSITIVE_INFINITY;
    };
  }
}
