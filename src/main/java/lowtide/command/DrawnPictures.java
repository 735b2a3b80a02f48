package lowtide.command;

import java.util.function.Supplier;
import lowtide.chart.ChartException;
import lowtide.chart.Charts;
import lowtide.chart.Drawing;
import lowtide.chat.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Charts as PNG, drawn by the chart folder. */
public final class DrawnPictures implements Pictures {
  private static final Logger log = LoggerFactory.getLogger(DrawnPictures.class);

  private final Charts charts = new Charts();
  private final boolean simulated;

  /**
   * @param simulated whether each chart says that the market is made up
   */
  public DrawnPictures(boolean simulated) {
    this.simulated = simulated;
  }

  @Override
  public Message.@Nullable Picture draw(String name, Supplier<? extends Drawing> chart) {
    try {
      Drawing spec = simulated ? chart.get().simulated() : chart.get();
      return new Message.Picture(name + ".png", charts.png(spec), spec.altText());
    } catch (ChartException e) {
      log.warn("chart {} is not drawn: {}", name, e.getMessage());
      return null;
    }
  }
}
