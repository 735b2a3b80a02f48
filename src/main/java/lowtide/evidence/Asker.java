package lowtide.evidence;

import java.time.Instant;
import java.util.Map;
import lowtide.chart.Drawing;
import lowtide.command.Answer;

/** Asks the bot's own commands, so that the page and the chat cannot disagree. */
public interface Asker {
  /**
   * @param at as of when
   * @param question as typed, e.g. {@code /corr BTC PSCT 60}
   */
  Asked ask(Instant at, String question);

  /**
   * An answer and the chart that goes with it.
   *
   * @param charts by name of the file, without its ending
   */
  record Asked(Answer answer, Map<String, Drawing> charts) {}
}
