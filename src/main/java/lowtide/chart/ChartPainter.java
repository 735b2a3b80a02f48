package lowtide.chart;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The layout of one picture: headline, panels under each other, names of moments at the bottom. */
final class ChartPainter {
  static final int WIDTH = 800;
  static final int HEIGHT = 450;

  private static final int MARGIN = 16;
  private static final int HEAD = 72; // title and subtitle
  private static final int CAPTION = 27; // above each panel
  private static final int GAP = 6; // below each panel
  private static final int FOOT = 29; // names of moments
  private static final int RIBBON = 25; // words of spans, within the panel
  private static final int WIDEST_LABELS = 250;
  private static final int NARROWEST_AXIS = 42;

  private final Theme theme;
  private final Drawing drawing;
  private final UnaryOperator<String> words;
  private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D g = image.createGraphics();
  private final Lettering lettering;

  /**
   * @param words for what is not in the drawing yet: numbers and dates along the axes
   */
  ChartPainter(Drawing drawing, Theme theme, UnaryOperator<String> words) {
    this.drawing = drawing;
    this.words = words;
    this.theme = theme;
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    this.lettering = new Lettering(g, theme);
  }

  /** The pixels, 0xRRGGBB, row by row. */
  int[] paint() {
    try {
      g.setColor(theme.background());
      g.fillRect(0, 0, WIDTH, HEIGHT);
      lettering.head(drawing, MARGIN, WIDTH - 2 * MARGIN);
      if (drawing instanceof ChartSpec spec) {
        paintPanels(spec);
      } else {
        new RowPainter(g, theme, lettering, (RowChart) drawing, words).paint();
      }
      return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    } finally {
      g.dispose();
    }
  }

  private void paintPanels(ChartSpec spec) {
    List<Panel> panels = spec.panels();
    int[] heights = heights(panels);
    List<Scale> scales = new ArrayList<>();
    for (int i = 0; i < heights.length; i++) {
      Panel panel = panels.get(i);
      scales.add(Scale.of(panel, heights[i], panel.spans().isEmpty() ? 0 : RIBBON).said(words));
    }
    int left = MARGIN + leftWidth(scales);
    int right = rightWidth(panels, scales);
    int width = WIDTH - left - right;
    TimeRange range = TimeRange.of(panels);
    TickAxis time =
        new TickAxis(
            range.from(),
            range.to(),
            Scale.said(TimeTicks.between(range.from(), range.to(), width / 115), words));
    int y = HEAD;
    for (int i = 0; i < heights.length; i++) {
      Panel panel = panels.get(i);
      Rectangle area = new Rectangle(left, y + CAPTION, width, heights[i]);
      String caption =
          scales.get(i).logarithmic()
              ? panel.caption() + ", " + words.apply("log scale")
              : panel.caption();
      lettering.caption(caption, MARGIN, y + CAPTION, WIDTH - 2 * MARGIN);
      boolean lowest = i == heights.length - 1;
      new PanelPlot(theme, lettering.plain(), time)
          .draw(g, panel, scales.get(i), area, left, lowest ? FOOT : 0);
      PanelLabels labels = new PanelLabels(g, theme, lettering, area, scales.get(i), range, words);
      labels.ribbon(panel.spans(), RIBBON);
      if (i == 0) {
        lettering.watermark(spec.watermark(), area);
      }
      labels.beside(panel, right - MARGIN / 2);
      y += CAPTION + heights[i] + GAP;
    }
  }

  private static int[] heights(List<Panel> panels) {
    int room = HEIGHT - HEAD - FOOT - panels.size() * (CAPTION + GAP);
    int weights = panels.stream().mapToInt(Panel::weight).sum();
    return panels.stream().mapToInt(panel -> room * panel.weight() / weights).toArray();
  }

  private int leftWidth(List<Scale> scales) {
    FontMetrics metrics = lettering.metrics(lettering.plain());
    int widest =
        scales.stream()
            .flatMap(scale -> scale.ticks().stream())
            .mapToInt(tick -> metrics.stringWidth(tick.text()) + 8)
            .max()
            .orElse(0);
    // The first moment's name is centred below the axis and needs the room on its left.
    return Math.max(NARROWEST_AXIS, widest);
  }

  private int rightWidth(List<Panel> panels, List<Scale> scales) {
    FontMetrics bold = lettering.metrics(lettering.bold());
    FontMetrics plain = lettering.metrics(lettering.plain());
    int widest = 0;
    for (int i = 0; i < panels.size(); i++) {
      for (Word word : Word.of(panels.get(i), scales.get(i), words)) {
        widest = Math.max(widest, bold.stringWidth(word.text()));
      }
      for (Zone zone : panels.get(i).zones()) {
        widest = Math.max(widest, plain.stringWidth(TextFit.clean(zone.name())));
      }
    }
    return Math.min(WIDEST_LABELS, widest + PanelLabels.LEAD) + MARGIN;
  }
}
