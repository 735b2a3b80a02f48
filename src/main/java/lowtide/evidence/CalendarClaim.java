package lowtide.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;

/** Whether the calendar's sessions are those on which there were prices. */
final class CalendarClaim implements Claim {
  private static final int LISTED = 10;
  private final Instruments instruments;

  CalendarClaim(Instruments instruments) {
    this.instruments = instruments;
  }

  @Override
  public Section measure(MarketView view) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "instrument", "from", "to", "sessions", "prices", "without a price", "not a session"));
    int differences = 0;
    for (Instrument instrument : instruments.all()) {
      Series daily = view.daily(instrument);
      if (instrument.kind() != Instrument.Kind.EQUITY || daily.isEmpty()) {
        continue;
      }
      LocalDate from = daily.date(0);
      LocalDate to = daily.date(daily.size() - 1);
      Set<LocalDate> sessions =
          new LinkedHashSet<>(TradingCalendar.NEW_YORK.sessionsBetween(from, to));
      Set<LocalDate> prices = new LinkedHashSet<>();
      for (int i = 0; i < daily.size(); i++) {
        prices.add(daily.date(i));
      }
      Set<LocalDate> missing = without(sessions, prices);
      Set<LocalDate> extra = without(prices, sessions);
      differences += missing.size() + extra.size();
      rows.add(
          List.of(
              instrument.symbol(),
              from.toString(),
              to.toString(),
              String.valueOf(sessions.size()),
              String.valueOf(prices.size()),
              named(missing),
              named(extra)));
    }
    return Section.of("The trading calendar", "Lowtide knows on which days New York trades.")
        .grid(rows)
        .text(
            differences == 0
                ? "The calendar and the prices agree on every day."
                : "They disagree on %d days.".formatted(differences))
        .build();
  }

  private static Set<LocalDate> without(Set<LocalDate> all, Set<LocalDate> others) {
    Set<LocalDate> left = new LinkedHashSet<>(all);
    left.removeAll(others);
    return left;
  }

  private static String named(Set<LocalDate> days) {
    if (days.isEmpty()) {
      return "none";
    }
    List<String> first = days.stream().limit(LISTED).map(LocalDate::toString).toList();
    return String.join(", ", first)
        + (days.size() > LISTED ? " and %d more".formatted(days.size() - LISTED) : "");
  }
}
