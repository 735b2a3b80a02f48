package lowtide.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lowtide.chat.Message;

/**
 * One move, one message: what one rule tells of one moment is one alert. So is what it tells late:
 * the newest, with what came before below it. A bot that was down for a day makes one message of
 * that day, not twenty.
 */
record Grouping() implements Stage {
  private static final int SHOWN = 5;

  @Override
  public List<Alert> pass(List<Alert> alerts, Told told, Consumer<Decision> suppressed) {
    Map<Object, List<Alert>> groups = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      Object move = alert.isLate() ? "late" : alert.at();
      groups.computeIfAbsent(List.of(alert.rule(), move), key -> new ArrayList<>()).add(alert);
    }
    List<Alert> passed = new ArrayList<>();
    for (List<Alert> group : groups.values()) {
      Alert lead = lead(group);
      List<Alert> others = group.stream().filter(alert -> alert != lead).toList();
      others.forEach(
          alert -> suppressed.accept(Decision.of(alert, Reason.SAME_MOVE, lead.message().title())));
      passed.add(others.isEmpty() ? lead : joined(lead, others));
    }
    return passed;
  }

  /** The first of the newest: rules tell what matters most first. */
  private static Alert lead(List<Alert> group) {
    Alert lead = group.get(0);
    for (Alert alert : group) {
      if (alert.at().isAfter(lead.at())) {
        lead = alert;
      }
    }
    return lead;
  }

  private static Alert joined(Alert lead, List<Alert> others) {
    Message message = lead.message();
    List<String> subjects = new ArrayList<>(lead.subjects());
    List<Message.Span[]> lines = new ArrayList<>();
    int hidden = others.size() - SHOWN;
    if (hidden > 0) {
      lines.add(new Message.Span[] {new Message.Plain("Before that, %d more.".formatted(hidden))});
    }
    for (int i = 0; i < others.size(); i++) {
      Alert other = others.get(i);
      subjects.addAll(other.subjects());
      if (i < hidden) {
        continue;
      }
      lines.add(
          other.at().equals(lead.at())
              ? new Message.Span[] {new Message.Plain("Also: " + other.message().title() + ".")}
              : new Message.Span[] {
                new Message.Plain("Before: " + other.message().title() + ", "),
                new Message.Moment(other.at())
              });
    }
    Message.Builder all = Message.titled(message.title()).tone(message.tone());
    lines.forEach(all::line);
    Message body = all.build();
    List<Message.Block> blocks = new ArrayList<>(body.blocks());
    blocks.addAll(message.blocks());
    return lead.with(message.withBlocks(blocks), subjects);
  }
}
