package lowtide.command;

import java.util.function.Supplier;
import lowtide.chart.Drawing;
import lowtide.chat.Message;
import org.jspecify.annotations.Nullable;

/** Draws charts for answers. */
@FunctionalInterface
public interface Pictures {
  /** Draws nothing: for programs, which want facts. */
  Pictures NONE = (name, chart) -> null;

  /**
   * The chart as a picture; null where it is not or cannot be drawn: the text goes out without it.
   *
   * @param name of the file, without its ending
   * @param chart asked for only when it is drawn
   */
  Message.@Nullable Picture draw(String name, Supplier<? extends Drawing> chart);
}
