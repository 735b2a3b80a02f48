package lowtide.chart;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Figures over time.
 *
 * @param panels one to three, top to bottom, over the same time
 */
public record ChartSpec(String title, String subtitle, String watermark, List<Panel> panels)
    implements Drawing {

  public ChartSpec {
    panels = List.copyOf(panels);
    if (title.isBlank()) {
      throw new IllegalArgumentException("title must not be blank: '%s'".formatted(title));
    }
    if (panels.isEmpty() || panels.size() > 3) {
      throw new IllegalArgumentException("panels must be 1 to 3: " + panels.size());
    }
  }

  public ChartSpec(String title, String subtitle, List<Panel> panels) {
    this(title, subtitle, "", panels);
  }

  @Override
  public ChartSpec simulated() {
    return new ChartSpec(title, subtitle, SIMULATED, panels);
  }

  @Override
  public ChartSpec said(UnaryOperator<String> words) {
    return new ChartSpec(
        words.apply(title),
        words.apply(subtitle),
        words.apply(watermark),
        panels.stream().map(panel -> panel.said(words)).toList());
  }

  @Override
  public String altText(UnaryOperator<String> words) {
    StringBuilder text =
        new StringBuilder(watermark.isEmpty() ? "" : words.apply(watermark) + ": ");
    text.append(words.apply(title)).append('.');
    if (!subtitle.isBlank()) {
      text.append(' ').append(words.apply(subtitle)).append('.');
    }
    for (Panel panel : panels) {
      for (Curve curve : panel.curves()) {
        int last = curve.last();
        if (last >= 0) {
          String value = panel.format().exact(curve.value(last));
          text.append(
              " %s: %s.".formatted(words.apply(curve.name()), words.apply("last " + value)));
        }
      }
      for (Threshold threshold : panel.thresholds()) {
        text.append(' ').append(words.apply("Line at " + threshold.label())).append('.');
      }
    }
    return text.toString();
  }
}
