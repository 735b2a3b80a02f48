package lowtide.chart;

import java.awt.AWTError;
import java.awt.HeadlessException;
import java.util.function.UnaryOperator;

/**
 * Pictures from specifications: 800 by 450 pixels, PNG.
 *
 * <p>Equal specifications give equal bytes on one machine (another has other fonts). Safe for use
 * by several threads.
 */
public final class Charts {
  private final Theme theme;

  /** Dark pictures. */
  public Charts() {
    this(Theme.DARK);
  }

  public Charts(Theme theme) {
    this.theme = theme;
  }

  /**
   * The picture as a PNG.
   *
   * @throws ChartException if there is nothing to draw, or this machine cannot draw; never an error
   *     for want of fonts or graphics libraries
   */
  public byte[] png(Drawing drawing) {
    return png(drawing, UnaryOperator.identity());
  }

  /**
   * Likewise in another language.
   *
   * @param words puts a text, a number or a date into it
   */
  public byte[] png(Drawing drawing, UnaryOperator<String> words) {
    requireSomethingToSee(drawing);
    try {
      int[] pixels = new ChartPainter(drawing.said(words), theme, words).paint();
      return PngEncoder.encode(pixels, ChartPainter.WIDTH, ChartPainter.HEIGHT);
    } catch (LinkageError | InternalError | AWTError e) {
      throw noGraphics(e);
    } catch (RuntimeException e) {
      // JDK 17 reports missing fonts by an InternalError, newer ones by a plain RuntimeException.
      if (comesFromTheDesktopLibrary(e)) {
        throw noGraphics(e);
      }
      throw new ChartException(
          ChartException.Kind.FAILED, "cannot draw '%s': %s".formatted(drawing.title(), e), e);
    }
  }

  private static void requireSomethingToSee(Drawing drawing) {
    if (drawing instanceof RowChart chart) {
      if (chart.rows().stream().allMatch(row -> row.marks().isEmpty())) {
        throw nothing("no row of '%s' has a figure".formatted(chart.caption()));
      }
      return;
    }
    ChartSpec spec = (ChartSpec) drawing;
    for (Panel panel : spec.panels()) {
      if (panel.curves().isEmpty()) {
        throw nothing("panel '%s' has no curve".formatted(panel.caption()));
      }
      for (Curve curve : panel.curves()) {
        if (curve.last() < 0) {
          throw nothing(
              "curve '%s' has no value (%d times)".formatted(curve.name(), curve.length()));
        }
      }
    }
  }

  private static ChartException nothing(String why) {
    return new ChartException(ChartException.Kind.NOTHING_TO_DRAW, "nothing to draw: " + why);
  }

  private static ChartException noGraphics(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new ChartException(
        ChartException.Kind.NO_GRAPHICS,
        "this machine cannot draw pictures: install fontconfig and a font, such as DejaVu, and run"
            + " with -Djava.awt.headless=true (%s)".formatted(root),
        thrown);
  }

  private static boolean comesFromTheDesktopLibrary(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e instanceof HeadlessException
        || (trace.length > 0 && trace[0].getClassName().startsWith("sun."));
  }
}
