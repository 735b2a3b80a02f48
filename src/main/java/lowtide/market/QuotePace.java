package lowtide.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which last prices are due: often where one is near a level, seldom where it is far from all, and
 * none of a closed market whose last price is known.
 *
 * <p>For one thread at a time.
 */
public final class QuotePace {
  private static final double NEAR = .01;
  private static final double FAR = .05;

  /** A closing price is settled so long after the close. */
  private static final Duration SETTLED = Duration.ofMinutes(15);

  private final Duration near;
  private final Duration usual;
  private final Duration far;
  private final Map<Instrument, List<BigDecimal>> levels;
  private final Map<Instrument, Instant> asked = new HashMap<>();

  /**
   * @param near between two requests within 1 % of a level
   * @param usual otherwise, and where there are no levels
   * @param far more than 5 % off every level
   */
  public QuotePace(
      Duration near, Duration usual, Duration far, Map<Instrument, List<BigDecimal>> levels) {
    this.near = near;
    this.usual = usual;
    this.far = far;
    this.levels = Map.copyOf(levels);
  }

  /** What is to be asked for now; it counts as asked. */
  public List<Instrument> due(Collection<Instrument> instruments, MarketView view) {
    List<Instrument> due = new ArrayList<>();
    for (Instrument instrument : instruments) {
      Instant last = asked.get(instrument);
      boolean waited = last == null || !last.plus(every(instrument, view)).isAfter(view.at());
      if (waited && isMoving(instrument, view)) {
        due.add(instrument);
        asked.put(instrument, view.at());
      }
    }
    return due;
  }

  private Duration every(Instrument instrument, MarketView view) {
    Optional<Quote> quote = view.quote(instrument);
    List<BigDecimal> watched = levels.getOrDefault(instrument, List.of());
    if (quote.isEmpty() || watched.isEmpty()) {
      return usual;
    }
    double price = quote.get().price().doubleValue();
    double nearest =
        watched.stream()
            .mapToDouble(level -> Math.abs(price / level.doubleValue() - 1))
            .min()
            .orElse(FAR);
    return nearest <= NEAR ? near : nearest > FAR ? far : usual;
  }

  /** Whether the price can be another than the one that is known. */
  private static boolean isMoving(Instrument instrument, MarketView view) {
    if (instrument.kind() == Instrument.Kind.CRYPTO || view.quote(instrument).isEmpty()) {
      return true;
    }
    TradingCalendar calendar = TradingCalendar.NEW_YORK;
    LocalDate today = LocalDate.ofInstant(view.at(), ZoneOffset.UTC);
    return calendar.isOpen(view.at())
        || (calendar.isSession(today)
            && view.at().isAfter(calendar.close(today))
            && view.at().isBefore(calendar.close(today).plus(SETTLED)));
  }
}
