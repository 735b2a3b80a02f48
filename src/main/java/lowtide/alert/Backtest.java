package lowtide.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.market.Series;
import org.jspecify.annotations.Nullable;

/**
 * How often a rule would have fired.
 *
 * @param from since when there were bars to go by, at most as long ago as asked
 * @param alerts oldest first
 */
public record Backtest(Instant from, Instant to, List<Alert> alerts) {
  public Backtest {
    alerts = List.copyOf(alerts);
  }

  /**
   * Shows the rule the market as it was at the end of every bar. What it is shown reaches no
   * further than that moment. Prices between bars are not there, so a live rule can fire earlier,
   * and on touches that no bar's close shows.
   */
  public static Backtest of(Rule rule, Condition condition, MarketView view, Duration back) {
    TreeSet<Instant> moments = new TreeSet<>();
    Instant begin = view.at().minus(back);
    Instant first = null;
    for (Instrument instrument : condition.instruments()) {
      Series days = view.daily(instrument);
      first = earlier(first, days);
      add(moments, days, begin);
      if (condition.step() == Interval.HOUR) {
        Series hours = view.hourly(instrument);
        first = earlier(first, hours);
        add(moments, hours, begin);
      }
    }
    if (first == null) {
      return new Backtest(view.at(), view.at(), List.of());
    }
    Instant from = first.isBefore(begin) ? begin : first;
    RuleState state = rule.look(view.until(from), null).after();
    List<Alert> alerts = new ArrayList<>();
    for (Instant moment : moments) {
      Rule.Outcome outcome = rule.look(view.until(moment), state);
      state = outcome.after();
      alerts.addAll(outcome.alerts());
    }
    return new Backtest(from, view.at(), alerts);
  }

  /** How many days it looks back; 0 where there was nothing to look at. */
  public long days() {
    return Duration.between(from, to).toDays();
  }

  private static void add(TreeSet<Instant> moments, Series bars, Instant begin) {
    for (int i = bars.countUntil(begin); i < bars.size(); i++) {
      moments.add(bars.closesAt(i));
    }
  }

  private static @Nullable Instant earlier(@Nullable Instant known, Series bars) {
    if (bars.isEmpty()) {
      return known;
    }
    Instant begin = bars.closesAt(0);
    return known == null || begin.isBefore(known) ? begin : known;
  }
}
