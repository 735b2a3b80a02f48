package lowtide.chart;

/** A named range of values, drawn across the whole panel, such as "moderate" from .35 to .55. */
public record Zone(String name, double from, double to) {
  public Zone {
    Values.check("from of zone " + name, from);
    Values.check("to of zone " + name, to);
    if (!(from < to)) {
      throw new IllegalArgumentException(
          "zone %s must rise: from %s to %s".formatted(name, from, to));
    }
  }

  /** The lower end belongs to the zone, the upper one to its neighbour. */
  boolean contains(double value) {
    return value >= from && value < to;
  }

  /** Whether the present value of a curve lies in it, and so its name is in that label. */
  boolean holdsLast(Curve curve) {
    return curve.values().isCurrent() && contains(curve.value(curve.last()));
  }
}
