package lowtide.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int ZONE_TINT = 34;
  private static final int ZONE_EDGE = 90;
  private static final int DENSE = 400;

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

    addRanges(plot, panel, scale);
    addThresholds(plot, panel.thresholds(), scale);
    addBands(plot, panel.bands(), area.width, scale);
    addCurves(plot, panel.curves(), area.width, scale);
    Rectangle whole = new Rectangle(area.x - left, area.y, area.width + left, area.height + below);
    plot.draw(g, whole, null, null, null);
  }

  private void style(TickAxis axis, boolean named) {
    axis.setTickLabelFont(font);
    axis.setTickLabelPaint(theme.quietText());
    axis.setTickLabelInsets(new RectangleInsets(5, 6, 0, 0));
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

  private void addRanges(XYPlot plot, Panel panel, Scale scale) {
    for (Span span : panel.spans()) {
      plot.addDomainMarker(
          area((double) span.from(), (double) span.to(), theme.area(span.ink(), SPAN_TINT)),
          Layer.BACKGROUND);
    }
    Color edge = theme.of(Ink.MUTED, ZONE_EDGE);
    boolean tinted = false;
    for (Zone zone : panel.zones()) {
      double from = scale.axis(zone.from());
      double to = scale.axis(zone.to());
      Color tint = theme.of(Ink.MUTED, tinted ? ZONE_TINT : 0);
      plot.addRangeMarker(area(from, to, tint), Layer.BACKGROUND);
      // In front, for a band covers most of the panel.
      plot.addRangeMarker(new ValueMarker(from, edge, new BasicStroke(1)), Layer.FOREGROUND);
      tinted = !tinted;
    }
  }

  private static IntervalMarker area(double from, double to, Paint tint) {
    return new IntervalMarker(from, to, tint, new BasicStroke(1), null, null, 1f);
  }

  private void addThresholds(XYPlot plot, List<Threshold> thresholds, Scale scale) {
    for (Threshold threshold : thresholds) {
      BasicStroke stroke =
          threshold.stroke() == Threshold.Stroke.SOLID
              ? new BasicStroke(2f)
              : new BasicStroke(
                  2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {7, 5}, 0);
      plot.addRangeMarker(
          new ValueMarker(scale.axis(threshold.value()), theme.of(threshold.ink()), stroke),
          Layer.BACKGROUND);
    }
  }

  private void addBands(XYPlot plot, List<Band> bands, int columns, Scale scale) {
    DefaultIntervalXYDataset data = new DefaultIntervalXYDataset();
    DeviationRenderer renderer = new DeviationRenderer(false, false);
    renderer.setAlpha(1);
    for (Band band : bands) {
      double[][] thin = Downsample.band(band.times(), band.low(), band.high(), columns);
      // The library draws one area a series and knows no gaps: one series for each part.
      for (double[][] part : parts(thin)) {
        int series = data.getSeriesCount();
        double[] x = part[0];
        data.addSeries(
            series,
            new double[][] {
              x, x, x, scale.axis(part[1]), scale.axis(part[1]), scale.axis(part[2])
            });
        renderer.setSeriesFillPaint(series, theme.area(band.ink(), BAND_TINT));
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
          part[row] = Arrays.copyOfRange(band[row], from, to);
        }
        parts.add(part);
      }
      from = to + 1;
    }
    return parts;
  }

  private void addCurves(XYPlot plot, List<Curve> curves, int columns, Scale scale) {
    DefaultXYDataset data = new DefaultXYDataset();
    CurveRenderer renderer = new CurveRenderer(data);
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      double[][] thin = Downsample.curve(curve.times(), curve.values(), columns);
      data.addSeries(i, new double[][] {thin[0], scale.axis(thin[1])});
      renderer.setSeriesPaint(i, theme.of(curve.ink()));
      float width = curve.length() > DENSE ? 1.7f : 2.4f;
      renderer.setSeriesStroke(i, theme.line(curve.ink(), width));
      renderer.setSeriesShape(i, new Ellipse2D.Double(-2.5, -2.5, 5, 5));
    }
    plot.setDataset(0, data);
    plot.setRenderer(0, renderer);
  }
}
