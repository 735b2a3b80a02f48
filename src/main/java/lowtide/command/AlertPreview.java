package lowtide.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.alert.Alert;
import lowtide.alert.Backtest;
import lowtide.alert.Condition;
import lowtide.alert.OwnDesk;
import lowtide.alert.Rule;
import lowtide.alert.Sources;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.Direction;
import lowtide.signal.Explanation;

/** How often a condition would have come true, for who is about to make an alert of it. */
final class AlertPreview {
  private static final Duration BACK = Duration.ofDays(365);
  private static final int SHOWN = 3;

  private AlertPreview() {}

  static Answer of(Condition condition, AlertWish wish, OwnDesk desk, MarketView view) {
    Rule rule = desk.rule("own:preview", condition);
    Backtest past = Backtest.of(rule, condition, view, BACK);
    Message.Builder message = Message.titled(title(condition, past));
    List<Alert> alerts = past.alerts();
    for (int i = alerts.size() - 1; i >= Math.max(0, alerts.size() - SHOWN); i--) {
      message.line(
          new Message.Moment(alerts.get(i).at()),
          new Message.Plain(": " + alerts.get(i).message().title()));
    }
    message.line("Now: " + rule.standing(view, null) + ".");
    beyond(condition, view).ifPresent(message::line);
    if (past.days() > 0) {
      message.line(
          "Counted at the ends of bars; at work it looks at last prices too, and can be earlier.");
    }
    String save = "alert save " + condition.written();
    message.line(
        new Message.Plain("Nothing is set yet. To set it: "),
        new Message.Code("/" + save + wish.ending()));
    message.button("Set this alert", save + wish.ending());
    if (wish.once() == null) {
      message.button("Once only", save + " once" + wish.ending());
    }
    if (wish.span() == null) {
      message.button("For 30 days", save + wish.ending() + " for 30d");
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("condition", condition.written());
    facts.put("fired", alerts.size());
    facts.put("days", past.days());
    facts.put("from", past.from().toString());
    facts.put("save", "/" + save + wish.ending());
    Explanation why =
        Explanation.of("%s: how often it would have fired".formatted(condition.written()))
            .formula(
                "The alert is shown the market as it was at the end of every bar of the last year;"
                    + " each time that it fires is counted.")
            .input("fired", alerts.size())
            .parameter("from", past.from().toString())
            .parameter("to", past.to().toString())
            .sample(Words.count(Math.toIntExact(past.days()), "day"))
            .sources(Sources.of(view, condition.instruments().toArray(Instrument[]::new)))
            .asOf(past.to())
            .build();
    return Answer.of(message.footer("Informational, not advice.").build(), facts, why);
  }

  private static String title(Condition condition, Backtest past) {
    int days = Math.toIntExact(past.days());
    if (days == 0) {
      return "%s: no prices yet to count by".formatted(condition.written());
    }
    return past.alerts().isEmpty()
        ? "%s would not have fired in %s".formatted(condition.written(), Words.count(days, "day"))
        : "%s would have fired %s in %s"
            .formatted(
                condition.written(),
                Words.count(past.alerts().size(), "time"),
                Words.count(days, "day"));
  }

  /** A price that is there already has to come back first. */
  static Optional<String> beyond(Condition condition, MarketView view) {
    if (!(condition instanceof Condition.Price wanted)) {
      return Optional.empty();
    }
    boolean down = wanted.direction() == Direction.DOWN;
    BigDecimal price = view.quote(wanted.instrument()).map(Quote::price).orElse(null);
    if (price == null) {
      return Optional.empty();
    }
    boolean there = (down ? 1 : -1) * wanted.price().compareTo(price) > 0;
    return there
        ? Optional.of(
            "%s is %s there already (%s): it fires after it was back."
                .formatted(
                    wanted.instrument().symbol(), down ? "below" : "above", Words.price(price)))
        : Optional.empty();
  }
}
