package lowtide.command;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that is armed: an alert that comes when a figure reaches a border.
 *
 * @param signal e.g. {@code level}, {@code label}
 * @param event what would be told, e.g. {@code BTC below $116,000}
 * @param now the figure
 * @param border what it has to reach
 * @param distance from now to there, in words
 * @param needs what must come in addition, e.g. {@code 5 sessions in a row}; empty for nothing
 * @param nearness how far it is, to sort by within a signal: 0 is there
 */
record Trigger(
    String signal,
    String event,
    double now,
    double border,
    String distance,
    String needs,
    double nearness) {

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("signal", signal);
    facts.put("event", event);
    facts.put("now", now);
    facts.put("border", border);
    facts.put("distance", border - now);
    facts.put("needs", needs);
    return facts;
  }
}
