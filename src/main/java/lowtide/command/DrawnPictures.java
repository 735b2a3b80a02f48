package lowtide.command;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import lowtide.chart.ChartException;
import lowtide.chart.Charts;
import lowtide.chart.Drawing;
import lowtide.chart.Theme;
import lowtide.chat.Audience;
import lowtide.chat.Language;
import lowtide.chat.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Charts as PNG, drawn by the chart folder. */
public final class DrawnPictures implements Pictures {
  private static final Logger log = LoggerFactory.getLogger(DrawnPictures.class);

  private final Map<Audience.Look, Charts> charts = new EnumMap<>(Audience.Look.class);
  private final boolean simulated;

  /**
   * @param simulated whether each chart says that the market is made up
   */
  public DrawnPictures(boolean simulated) {
    this.simulated = simulated;
    for (Audience.Look look : Audience.Look.values()) {
      charts.put(look, new Charts(theme(look)));
    }
  }

  private static Theme theme(Audience.Look look) {
    return switch (look) {
      case DARK -> Theme.DARK;
      case LIGHT -> Theme.LIGHT;
      case PLAIN -> Theme.PLAIN;
    };
  }

  @Override
  public Message.@Nullable Picture draw(String name, Supplier<? extends Drawing> chart) {
    try {
      Drawing marked = simulated ? chart.get().simulated() : chart.get();
      Language language = Audience.current().language();
      UnaryOperator<String> words =
          language == Language.ENGLISH ? UnaryOperator.identity() : language::say;
      Charts drawing = Objects.requireNonNull(charts.get(Audience.current().look()));
      return new Message.Picture(name + ".png", drawing.png(marked, words), marked.altText(words));
    } catch (ChartException e) {
      log.warn("chart {} is not drawn: {}", name, e.getMessage());
      return null;
    }
  }
}
