package lowtide.alert;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.signal.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened and is worth telling: one move, one alert.
 *
 * @param rule key of the rule that fired, e.g. {@code levels:BTC}
 * @param event what happened, e.g. {@code BREACH}
 * @param instrument symbol
 * @param at market time of the price or reading that did it
 * @param subjects what it is about, finer than the rule: one entry a level; for the cool-down
 * @param why how it came to be, for /why
 * @param chat whom alone it is for; null for all who subscribed to the topic
 * @param facts what the event carries, by name, in the order to be printed: numbers unrounded
 */
public record Alert(
    String rule,
    String event,
    Topic topic,
    String instrument,
    Instant at,
    List<String> subjects,
    Map<String, Object> facts,
    Message message,
    Explanation why,
    @Nullable ChatId chat) {

  /** For all who subscribed to the topic. */
  public Alert(
      String rule,
      String event,
      Topic topic,
      String instrument,
      Instant at,
      List<String> subjects,
      Map<String, Object> facts,
      Message message,
      Explanation why) {
    this(rule, event, topic, instrument, at, subjects, facts, message, why, null);
  }

  public Alert {
    subjects = List.copyOf(subjects);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  Alert with(Message otherMessage, List<String> otherSubjects) {
    return new Alert(
        rule, event, topic, instrument, at, otherSubjects, facts, otherMessage, why, chat);
  }

  /** The same for one chat alone, with a last line that tells why it gets it. */
  Alert forChat(ChatId only, String line) {
    List<Message.Block> blocks = new ArrayList<>(message.blocks());
    blocks.add(new Message.Line(List.of(new Message.Plain(line))));
    return new Alert(
        rule, event, topic, instrument, at, subjects, facts, message.withBlocks(blocks), why, only);
  }

  /** The {@linkplain ChatPolicy#level levels} it is about; empty if it is about something else. */
  Set<String> levels() {
    return topic == Topic.LEVELS && rule.equals(LevelRule.key(instrument))
        ? subjects.stream()
            .map(subject -> subject.substring(subject.lastIndexOf('/') + 1))
            .map(price -> ChatPolicy.level(rule, new BigDecimal(price)))
            .collect(Collectors.toSet())
        : Set.of();
  }

  /** Whether it is told in quiet hours too: the last level that is watched gave way. */
  public boolean isCritical() {
    return Boolean.TRUE.equals(facts.get("critical"));
  }

  /** Whether it happened while nobody looked. */
  boolean isLate() {
    return Boolean.TRUE.equals(facts.get("late"));
  }

  /** Whether it tells a new state, not that one goes on or gets worse. */
  public boolean recovers() {
    return topic != Topic.LEVELS || event.equals("RECLAIM");
  }

  /**
   * The same for the same happening, however often it is evaluated: what makes a notification
   * unique.
   */
  public String id() {
    return rule + "/" + event + "@" + at;
  }
}
