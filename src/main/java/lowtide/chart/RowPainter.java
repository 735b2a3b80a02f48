package lowtide.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Draws figures by name: names at the left, marks with intervals, the figures at the right. */
final class RowPainter {
  private static final int MARGIN = 16;
  private static final int TOP = 72 + 28; // head and caption
  private static final int FOOT = 30;
  private static final int WIDEST_NAME = 210;
  private static final int WIDEST_LABEL = 260;
  private static final double APART = 0.26; // of a row, between its kinds

  private final Graphics2D g;
  private final Theme theme;
  private final Lettering lettering;
  private final RowChart chart;
  private final UnaryOperator<String> words;

  RowPainter(
      Graphics2D g, Theme theme, Lettering lettering, RowChart chart, UnaryOperator<String> words) {
    this.words = words;
    this.g = g;
    this.theme = theme;
    this.lettering = lettering;
    this.chart = chart;
  }

  void paint() {
    FontMetrics plain = lettering.metrics(lettering.plain());
    FontMetrics bold = lettering.metrics(lettering.bold());
    int left = MARGIN;
    int right = MARGIN;
    for (RowChart.Row row : chart.rows()) {
      left = Math.max(left, MARGIN + 10 + bold.stringWidth(TextFit.clean(row.name())));
      right = Math.max(right, MARGIN + 10 + bold.stringWidth(TextFit.clean(row.label())));
    }
    left = Math.min(WIDEST_NAME, left);
    right = Math.min(WIDEST_LABEL, right);
    Rectangle area =
        new Rectangle(
            left, TOP, ChartPainter.WIDTH - left - right, ChartPainter.HEIGHT - TOP - FOOT);
    legend(plain);
    plot(area);
    lettering.watermark(chart.watermark(), area);
    for (int i = 0; i < chart.rows().size(); i++) {
      RowChart.Row row = chart.rows().get(i);
      int baseline =
          (int) (area.y + area.height * (i + .5) / chart.rows().size()) + plain.getAscent() / 2 - 2;
      Color ink = row.marked() ? theme.text() : theme.quietText();
      var font = row.marked() ? lettering.bold() : lettering.plain();
      lettering.write(row.name(), font, ink, MARGIN, baseline, left - MARGIN - 6);
      lettering.write(
          row.label(), font, ink, area.x + area.width + 8, baseline, right - MARGIN / 2 - 8);
    }
  }

  /** What is drawn, and which mark is what. */
  private void legend(FontMetrics metrics) {
    float x = MARGIN;
    int baseline = TOP - 10;
    lettering.write(
        chart.caption(), lettering.plain(), theme.quietText(), x, baseline, area(metrics));
    x += metrics.stringWidth(TextFit.line(chart.caption(), metrics, area(metrics))) + 22f;
    if (chart.kinds().size() < 2) {
      return;
    }
    for (RowChart.Kind kind : chart.kinds()) {
      g.setColor(theme.of(kind.ink()));
      var shape =
          AffineTransform.getTranslateInstance(x, baseline - 5).createTransformedShape(shape(kind));
      if (kind.shape() == RowChart.Shape.RING) {
        g.setStroke(new BasicStroke(2));
        g.draw(shape);
      } else {
        g.fill(shape);
      }
      lettering.write(kind.name(), lettering.plain(), theme.quietText(), x + 10, baseline, 260);
      x += metrics.stringWidth(TextFit.clean(kind.name())) + 34f;
    }
  }

  private int area(FontMetrics metrics) {
    int kinds =
        chart.kinds().size() < 2
            ? 0
            : chart.kinds().stream()
                .mapToInt(kind -> metrics.stringWidth(TextFit.clean(kind.name())) + 36)
                .sum();
    return Math.max(100, ChartPainter.WIDTH - 2 * MARGIN - kinds);
  }

  private void plot(Rectangle area) {
    int n = chart.rows().size();
    List<Scale.Tick> ticks = new ArrayList<>();
    double[] range = range();
    double step = Scale.step(range[1] - range[0], Math.max(2, area.width / 90));
    for (double k = Math.ceil(range[0] / step); k <= Math.floor(range[1] / step); k++) {
      ticks.add(new Scale.Tick(k * step, words.apply(chart.format().axis(k * step, step))));
    }
    TickAxis values = new TickAxis(range[0], range[1], ticks);
    TickAxis rows = new TickAxis(0, n, List.of());
    for (TickAxis axis : List.of(values, rows)) {
      axis.setTickLabelFont(lettering.plain());
      axis.setTickLabelPaint(theme.quietText());
      axis.setTickMarksVisible(false);
      axis.setAxisLineVisible(false);
    }
    XYPlot plot = new XYPlot(null, values, rows, null);
    plot.setBackgroundPaint(theme.plot());
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinePaint(theme.grid());
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlinesVisible(false);
    plot.setFixedRangeAxisSpace(new AxisSpace());
    AxisSpace below = new AxisSpace();
    below.setBottom(FOOT);
    plot.setFixedDomainAxisSpace(below);
    if (range[0] <= 0 && range[1] >= 0) {
      plot.addDomainMarker(
          new ValueMarker(0, theme.of(Ink.MUTED), new BasicStroke(2)), Layer.BACKGROUND);
    }
    marks(plot, n);
    plot.draw(g, new Rectangle(area.x, area.y, area.width, area.height + FOOT), null, null, null);
  }

  private void marks(XYPlot plot, int n) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setErrorStroke(new BasicStroke(3));
    renderer.setCapLength(0);
    int kinds = chart.kinds().size();
    for (int k = 0; k < kinds; k++) {
      RowChart.Kind kind = chart.kinds().get(k);
      XYIntervalSeries series = new XYIntervalSeries(k);
      for (int i = 0; i < n; i++) {
        double y = n - i - .5 - (k - (kinds - 1) / 2.0) * Math.min(APART, .8 / kinds);
        for (RowChart.Mark mark : chart.rows().get(i).marks()) {
          if (mark.kind() == k) {
            // An interval of NaN is not drawn.
            series.add(mark.value(), mark.low(), mark.high(), y, y, y);
          }
        }
      }
      data.addSeries(series);
      renderer.setSeriesPaint(k, theme.of(kind.ink()));
      renderer.setSeriesShape(k, shape(kind));
      renderer.setSeriesShapesFilled(k, kind.shape() != RowChart.Shape.RING);
      renderer.setSeriesOutlineStroke(k, new BasicStroke(2));
    }
    plot.setDataset(data);
    plot.setRenderer(renderer);
  }

  private static java.awt.Shape shape(RowChart.Kind kind) {
    if (kind.shape() == RowChart.Shape.DIAMOND) {
      return AffineTransform.getRotateInstance(Math.PI / 4)
          .createTransformedShape(new Rectangle2D.Double(-4.5, -4.5, 9, 9));
    }
    return new Ellipse2D.Double(-5, -5, 10, 10);
  }

  /** From the least to the greatest figure, ends of intervals included, with room around. */
  private double[] range() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (RowChart.Row row : chart.rows()) {
      for (RowChart.Mark mark : row.marks()) {
        // Comparisons with NaN are false, so a mark without an interval counts by its value.
        low = Math.min(low, mark.low() < mark.value() ? mark.low() : mark.value());
        high = Math.max(high, mark.high() > mark.value() ? mark.high() : mark.value());
      }
    }
    // Zero is worth a place if it is near.
    double span = high - low;
    low = low > 0 && low < span ? 0 : low;
    high = high < 0 && -high < span ? 0 : high;
    double pad = high > low ? (high - low) * .06 : Math.max(Math.abs(low) * .1, 1e-9);
    return new double[] {low - pad, high + pad};
  }
}
