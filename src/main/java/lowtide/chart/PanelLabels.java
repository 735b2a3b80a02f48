package lowtide.chart;

import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.UnaryOperator;

/** The words on and beside a panel: what each line, range and stretch of time is. */
final class PanelLabels {
  /** Pixels between a panel and the words beside it. */
  static final int LEAD = 20;

  private static final int LINE = 21;
  private static final int SIGN = 10;

  private final Graphics2D g;
  private final Theme theme;
  private final Lettering lettering;
  private final Rectangle area;
  private final Scale scale;
  private final TimeRange range;
  private final UnaryOperator<String> words;

  PanelLabels(
      Graphics2D g,
      Theme theme,
      Lettering lettering,
      Rectangle area,
      Scale scale,
      TimeRange range,
      UnaryOperator<String> words) {
    this.words = words;
    this.g = g;
    this.theme = theme;
    this.lettering = lettering;
    this.area = area;
    this.scale = scale;
    this.range = range;
  }

  /** A strip along the panel's top with the word and the shape of each stretch of time. */
  void ribbon(List<Span> spans, int height) {
    FontMetrics metrics = lettering.metrics(lettering.bold());
    for (Span span : spans) {
      double from = area.x + area.width * Math.max(0, range.at(span.from()));
      double to = area.x + area.width * Math.min(1, range.at(span.to()));
      if (to - from < 1) {
        continue;
      }
      g.setColor(theme.of(span.ink()));
      g.fill(new Rectangle2D.Double(from, area.y, to - from, 3));
      int word = metrics.stringWidth(span.name());
      boolean signed = span.sign() != Span.Sign.NONE;
      int needed = word + (signed ? SIGN + 5 : 0);
      boolean roomForWord = needed + 8 <= to - from;
      double x = (from + to - (roomForWord ? needed : SIGN)) / 2;
      if (signed && to - from >= SIGN) {
        g.fill(sign(span.sign(), x, area.y + 4 + height / 2.0));
      }
      if (roomForWord) {
        float wordAt = (float) (signed ? x + SIGN + 5 : x);
        lettering.write(
            span.name(), lettering.bold(), theme.of(span.ink()), wordAt, area.y + 22, word + 1);
      }
    }
  }

  private static Shape sign(Span.Sign sign, double x, double middle) {
    double half = SIGN / 2.0;
    double[][] corners =
        switch (sign) {
          case DOWN -> new double[][] {{0, -half}, {SIGN, -half}, {half, half}};
          case UP -> new double[][] {{0, half}, {SIGN, half}, {half, -half}};
          case LEVEL, NONE -> new double[][] {{0, 0}, {half, -half}, {SIGN, 0}, {half, half}};
        };
    Path2D.Double path = new Path2D.Double();
    path.moveTo(x + corners[0][0], middle + corners[0][1]);
    for (int i = 1; i < corners.length; i++) {
      path.lineTo(x + corners[i][0], middle + corners[i][1]);
    }
    path.closePath();
    return path;
  }

  /** Last values, thresholds and names of ranges in the column right of the panel. */
  void beside(Panel panel, int width) {
    for (Curve curve : panel.curves()) {
      int last = curve.last();
      dot(x(curve.time(last)), y(curve.value(last)), curve.ink());
    }
    List<LabelColumn.Wish> wishes =
        Word.of(panel, scale, words).stream()
            .map(
                word -> new LabelColumn.Wish(word.text(), word.ink(), y(word.value()), word.rank()))
            .toList();
    LabelColumn column = new LabelColumn(area.y - 4, area.y + area.height + 4, LINE);
    List<LabelColumn.Placed> placed = column.place(wishes);
    List<LabelColumn.Area> zones =
        panel.zones().stream()
            .filter(zone -> panel.curves().stream().noneMatch(zone::holdsLast))
            .map(zone -> new LabelColumn.Area(zone.name(), y(zone.to()), y(zone.from())))
            .toList();
    for (LabelColumn.Placed name : column.fill(zones, placed)) {
      write(name, false, width);
    }
    for (LabelColumn.Placed label : placed) {
      lead(label);
      write(label, true, width);
    }
  }

  private void dot(double x, double y, Ink ink) {
    g.setColor(theme.plot());
    g.fill(new Ellipse2D.Double(x - 6, y - 6, 12, 12));
    g.setColor(theme.of(ink));
    g.fill(new Ellipse2D.Double(x - 4.5, y - 4.5, 9, 9));
  }

  /** A short line from the value's row to its label, or an arrow to a value out of sight. */
  private void lead(LabelColumn.Placed label) {
    double x = area.x + area.width;
    g.setColor(theme.of(label.ink()));
    if (label.at() < area.y || label.at() > area.y + area.height) {
      Span.Sign sign = label.at() < area.y ? Span.Sign.UP : Span.Sign.DOWN;
      g.fill(sign(sign, x + LEAD - SIGN - 4, label.y()));
      return;
    }
    Path2D.Double path = new Path2D.Double();
    path.moveTo(x + 2, label.at());
    path.lineTo(x + 6, label.at());
    path.lineTo(x + LEAD - 5, label.y());
    g.setStroke(new BasicStroke(1.2f));
    g.draw(path);
  }

  private void write(LabelColumn.Placed label, boolean strong, int width) {
    lettering.write(
        label.text(),
        strong ? lettering.bold() : lettering.plain(),
        strong ? theme.of(label.ink()) : theme.quietText(),
        area.x + area.width + (float) LEAD,
        (float) label.y() + 6,
        width - LEAD);
  }

  private double y(double value) {
    return area.y + area.height * (scale.to() - scale.axis(value)) / (scale.to() - scale.from());
  }

  private double x(long time) {
    return area.x + area.width * range.at(time);
  }
}
