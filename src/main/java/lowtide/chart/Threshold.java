package lowtide.chart;

/** A value that matters, drawn as a horizontal line with its label beside the panel. */
public record Threshold(double value, String label, Ink ink, Stroke stroke) {

  /** How the line is drawn: the entry into a state solid, the way out dashed. */
  public enum Stroke {
    SOLID,
    DASHED
  }

  public Threshold {
    Values.check("value of threshold " + label, value);
  }
}
