package lowtide.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lowtide.alert.Condition;
import lowtide.alert.ConditionReader;
import lowtide.alert.Mistyped;
import lowtide.alert.OwnRule;
import lowtide.chat.Audience;
import lowtide.chat.Message;

/**
 * The alerts of a chat's own as a list and each by itself, both with buttons. What such a button
 * sends ends with {@link #HERE}: its answer takes the place of the message it is below.
 */
final class AlertPage {
  static final String HERE = "here";

  /** Three buttons each: Discord takes 25. */
  private static final int A_PAGE = 7;

  private AlertPage() {}

  /**
   * @param first counts from 0
   */
  static Message.Builder list(String title, List<OwnRule> own, int first, Instant now) {
    int from = first < own.size() && first > 0 ? first / A_PAGE * A_PAGE : 0;
    List<OwnRule> shown = own.subList(from, Math.min(own.size(), from + A_PAGE));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("No.", "Condition", "State", "Fired"));
    for (OwnRule one : shown) {
      rows.add(List.of("" + one.id(), one.condition(), state(one, now), one.fired() + "×"));
    }
    long example = shown.get(0).id();
    Message.Builder message =
        Message.titled(title)
            .inPlace()
            .table(rows)
            .line(
                new Message.Plain("Tap, or type such as "),
                new Message.Code("/alerts edit %d BTC < 112000".formatted(example)),
                new Message.Plain(" or "),
                new Message.Code("/alerts delete " + example));
    for (OwnRule one : shown) {
      message.button("Edit " + one.id(), "alerts edit %d %s".formatted(one.id(), HERE));
      pausing(message, one, " " + one.id());
      message.button("Delete " + one.id(), "alerts delete %d %s".formatted(one.id(), HERE));
    }
    if (own.size() > A_PAGE) {
      int next = from + A_PAGE >= own.size() ? 0 : from + A_PAGE;
      message.button("More", "alerts from %d".formatted(next + 1));
    }
    return message;
  }

  private static void pausing(Message.Builder message, OwnRule one, String number) {
    message.button(
        (one.paused() ? "Resume" : "Pause") + number,
        "alerts %s %d %s".formatted(one.paused() ? "resume" : "pause", one.id(), HERE));
  }

  /** One alert, with other conditions like it. */
  static Message one(OwnRule rule, ConditionReader reader, Instant now) {
    long id = rule.id();
    Message.Builder message =
        Message.titled("Alert %d: %s".formatted(id, rule.condition()))
            .inPlace()
            .line("State: %s. Fired %d times.".formatted(state(rule, now), rule.fired()))
            .line(
                new Message.Plain("Any other condition: "),
                new Message.Code("/alerts edit %d BTC < 112000".formatted(id)));
    for (String other : others(rule.condition(), reader)) {
      message.button(other, "alerts edit %d %s %s".formatted(id, other, HERE));
    }
    String same = "alerts edit %d %s".formatted(id, rule.condition());
    message.button(
        rule.once() ? "Every time" : "Once only",
        "%s %s %s".formatted(same, rule.once() ? "repeat" : "once", HERE));
    if (rule.expiresAt() == null) {
      message.button("For 30 days", "%s for 30d %s".formatted(same, HERE));
    } else {
      message.button("No end", "%s forever %s".formatted(same, HERE));
    }
    pausing(message, rule, "");
    return message
        .button("Delete", "alerts delete %d %s".formatted(id, HERE))
        .button("Back", "alerts")
        .build();
  }

  /** Its neighbours: what people most often change is how far. */
  private static List<String> others(String written, ConditionReader reader) {
    Optional<Condition> condition = read(written, reader);
    if (condition.isEmpty()) {
      return List.of();
    }
    List<Condition> all = new ArrayList<>();
    if (condition.get() instanceof Condition.Price price) {
      for (String factor : List.of("0.95", "0.99", "1.01", "1.05")) {
        BigDecimal other =
            price
                .price()
                .multiply(new BigDecimal(factor))
                .round(new MathContext(4, RoundingMode.HALF_EVEN));
        all.add(new Condition.Price(price.instrument(), price.direction(), plain(other)));
      }
    } else if (condition.get() instanceof Condition.Move move) {
      for (String factor : List.of("0.5", "2", "-1")) {
        BigDecimal other = move.percent().multiply(new BigDecimal(factor));
        all.add(new Condition.Move(move.instrument(), plain(other), move.span()));
      }
      all.add(
          new Condition.Move(
              move.instrument(),
              move.percent(),
              Duration.ofHours(move.span().toHours() == 24 ? 168 : 24)));
    } else if (condition.get() instanceof Condition.Correlation correlation) {
      for (String step : List.of("-0.1", "-0.05", "0.05", "0.1")) {
        all.add(
            new Condition.Correlation(
                correlation.asset(),
                correlation.proxy(),
                correlation.window(),
                correlation.direction(),
                plain(correlation.threshold().add(new BigDecimal(step)))));
      }
    }
    return all.stream()
        .map(Condition::written)
        .filter(other -> !other.equals(written) && read(other, reader).isPresent())
        .distinct()
        .toList();
  }

  private static Optional<Condition> read(String written, ConditionReader reader) {
    try {
      return Optional.of(reader.read(written));
    } catch (Mistyped gone) {
      return Optional.empty();
    }
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static String state(OwnRule one, Instant now) {
    if (one.isActive(now)) {
      Instant ends = one.expiresAt();
      return (one.once() ? "once" : "on")
          + (ends == null ? "" : " to " + ends.atZone(Audience.current().zone()).toLocalDate());
    }
    return one.paused() ? "paused" : one.once() && one.fired() > 0 ? "done" : "ended";
  }
}
