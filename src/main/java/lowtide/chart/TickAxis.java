package lowtide.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.Serial;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis whose range and ticks are given rather than guessed, so that a picture is repeatable. */
final class TickAxis extends NumberAxis {
  @Serial private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialized; the superclass is Serializable for Swing's sake
  private final List<Scale.Tick> ticks;

  TickAxis(double from, double to, List<Scale.Tick> ticks) {
    this.ticks = List.copyOf(ticks);
    setRange(from, to);
    setAutoRange(false);
  }

  @Override
  @SuppressWarnings("rawtypes") // as the superclass declares it
  public List refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
    TextAnchor anchor =
        RectangleEdge.isLeftOrRight(edge) ? TextAnchor.CENTER_RIGHT : TextAnchor.TOP_CENTER;
    return ticks.stream()
        .map(tick -> new NumberTick(tick.at(), tick.text(), anchor, TextAnchor.CENTER, 0))
        .toList();
  }
}
