package lowtide.chart;

import java.io.Serial;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYDataset;

/** Lines that break at gaps, with a dot for a value between two gaps, which no line would show. */
final class CurveRenderer extends XYLineAndShapeRenderer {
  @Serial private static final long serialVersionUID = 1L;

  private final transient XYDataset data;

  CurveRenderer(XYDataset data) {
    super(true, false);
    this.data = data;
    setDrawSeriesLineAsPath(true);
  }

  @Override
  public boolean getItemShapeVisible(int series, int item) {
    return isGap(series, item - 1) && isGap(series, item + 1);
  }

  private boolean isGap(int series, int item) {
    return item < 0
        || item >= data.getItemCount(series)
        || Double.isNaN(data.getYValue(series, item));
  }
}
