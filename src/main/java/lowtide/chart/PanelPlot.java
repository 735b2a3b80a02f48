package lowtide.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultIntervalXYDataset;
import org.jfree.data.xy.DefaultXYDataset;

/** A panel as the chart library's plot: everything inside the axes, and the axes themselves. */
final class PanelPlot {
  private static final int SPAN_TINT = 44;
  private static final int BAND_TINT = 72;

  private final Theme theme;
  private final Font font;
  private final TickAxis time;

  /**
   * @param time axis shared by the panels of a picture
   */
  PanelPlot(Theme theme, Font font, TickAxis time) {
    this.theme = theme;
    this.font = font;
    this.time = time;
  }

  /**
   * Draws the panel so that its values fill {@code area}.
   *
   * @param left pixels for the names of values left of it
   * @param below pixels for the names of moments below it; 0 leaves them out
   */
  void draw(Graphics2D g, Panel panel, Scale scale, Rectangle area, int left, int below) {
    TickAxis values = new TickAxis(scale.from(), scale.to(), scale.ticks());
    XYPlot plot = new XYPlot(null, time, values, null);
    style(values, true);
    style(time, below > 0);
    plot.setBackgroundPaint(theme.plot());
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinePaint(theme.grid());
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlinePaint(theme.grid());
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlinesVisible(panel.zones().isEmpty());
    plot.setFixedRangeAxisSpace(space(left, 0));
    plot.setFixedDomainAxisSpace(space(0, below));

    addRanges(plot, panel);
    addThresholds(plot, panel.thresholds());
    addBands(plot, panel.bands(), area.width);
    addCurves(plot, panel.curves(), area.width);
    Rectangle whole = new Rectangle(area.x - left, area.y, area.width + left, area.height + below);
    plot.draw(g, whole, null, null, null);
  }

  private void style(TickAxis axis, boolean named) {
    axis.setTickLabelFont(font);
    axis.setTickLabelPaint(theme.quietText());
    axis.setTickLabelInsets(new RectangleInsets(5, 0, 0, 7));
    axis.setTickLabelsVisible(named);
    axis.setTickMarksVisible(false);
    axis.setAxisLineVisible(false);
  }

  private static AxisSpace space(int left, int bottom) {
    AxisSpace space = new AxisSpace();
    space.setLeft(left);
    space.setBottom(bottom);
    return space;
  }

  private void addRanges(XYPlot plot, Panel panel) {
    for (Span span : panel.spans()) {
      plot.addDomainMarker(
          area(span.from(), span.to(), theme.of(span.ink(), SPAN_TINT), null), Layer.BACKGROUND);
    }
    boolean tinted = false;
    for (Zone zone : panel.zones()) {
      Color tint = theme.of(Ink.MUTED, tinted ? 34 : 0);
      plot.addRangeMarker(area(zone.from(), zone.to(), tint, theme.grid()), Layer.BACKGROUND);
      tinted = !tinted;
    }
  }

  private static IntervalMarker area(
      double from, double to, Color tint, @org.jspecify.annotations.Nullable Color edge) {
    return new IntervalMarker(from, to, tint, new BasicStroke(1), edge, new BasicStroke(1), 1f);
  }

  private void addThresholds(XYPlot plot, List<Threshold> thresholds) {
    for (Threshold threshold : thresholds) {
      BasicStroke stroke =
          threshold.stroke() == Threshold.Stroke.SOLID
              ? new BasicStroke(1.6f)
              : new BasicStroke(
                  1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {7, 5}, 0);
      plot.addRangeMarker(
          new ValueMarker(threshold.value(), theme.of(threshold.ink()), stroke), Layer.BACKGROUND);
    }
  }

  private void addBands(XYPlot plot, List<Band> bands, int columns) {
    DefaultIntervalXYDataset data = new DefaultIntervalXYDataset();
    DeviationRenderer renderer = new DeviationRenderer(false, false);
    renderer.setAlpha(1);
    for (Band band : bands) {
      double[][] thin = Downsample.band(band.times(), band.low(), band.high(), columns);
      // The library draws one area a series and knows no gaps: one series for each part.
      for (double[][] part : parts(thin)) {
        int series = data.getSeriesCount();
        double[] x = part[0];
        data.addSeries(series, new double[][] {x, x, x, part[1], part[1], part[2]});
        renderer.setSeriesFillPaint(series, theme.of(band.ink(), BAND_TINT));
      }
    }
    plot.setDataset(1, data);
    plot.setRenderer(1, renderer);
  }

  private static List<double[][]> parts(double[][] band) {
    List<double[][]> parts = new ArrayList<>();
    int n = band[0].length;
    for (int from = 0; from < n; ) {
      int to = from;
      while (to < n && !Double.isNaN(band[1][to])) {
        to++;
      }
      if (to > from) {
        double[][] part = new double[3][];
        for (int row = 0; row < 3; row++) {
          part[row] = java.util.Arrays.copyOfRange(band[row], from, to);
        }
        parts.add(part);
      }
      from = to + 1;
    }
    return parts;
  }

  private void addCurves(XYPlot plot, List<Curve> curves, int columns) {
    DefaultXYDataset data = new DefaultXYDataset();
    CurveRenderer renderer = new CurveRenderer(data);
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      data.addSeries(i, Downsample.curve(curve.times(), curve.values(), columns));
      renderer.setSeriesPaint(i, theme.of(curve.ink()));
      renderer.setSeriesStroke(
          i, new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      renderer.setSeriesShape(i, new Ellipse2D.Double(-2.5, -2.5, 5, 5));
    }
    plot.setDataset(0, data);
    plot.setRenderer(0, renderer);
  }
}
