package lowtide.signal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import org.jspecify.annotations.Nullable;

/** How an event at a level came to be. */
public final class LevelExplanation {
  private LevelExplanation() {}

  /**
   * Of an alert.
   *
   * @param closed what the price was the close of; null for a trade
   */
  public static Explanation of(
      Instrument instrument,
      LevelEvent event,
      @Nullable Interval closed,
      LevelsState after,
      LevelSettings settings,
      String sources) {
    Explanation.Builder why =
        base(instrument, after, settings)
            .input("price", event.price())
            .sample(
                closed == null
                    ? "one price"
                    : closed == Interval.DAY ? "one day's close" : "one hour's close")
            .sources(sources)
            .asOf(event.at());
    int own = event.kind() == LevelEvent.Kind.APPROACH ? 0 : 1;
    return history(why, after, event.levels(), event.direction(), own).build();
  }

  /** Of an answer about levels. */
  public static Explanation of(
      Instrument instrument,
      BigDecimal price,
      Instant at,
      LevelsState state,
      LevelSettings settings,
      String sources,
      List<String> flags) {
    return base(instrument, state, settings)
        .input("price", price)
        .sample("one price")
        .sources(sources)
        .asOf(at)
        .flags(flags)
        .episodes(
            state.firstAt() == null
                ? ""
                : "breaches counted since " + LocalDate.ofInstant(state.firstAt(), ZoneOffset.UTC))
        .build();
  }

  private static Explanation.Builder base(
      Instrument instrument, LevelsState state, LevelSettings settings) {
    Explanation.Builder why =
        Explanation.of("%s levels".formatted(instrument.symbol()))
            .formula(
                "A price below a dip level breaches it, an hour that closes there confirms it; it is"
                    + " armed again once the price is back above it by the re-arm distance: the"
                    + " larger of a percentage and a part of the hourly average true range of 14"
                    + " bars. A target is the same, mirrored.");
    for (LevelState level : state.levels()) {
      why.input(
          "%s %s".formatted(level.direction(), level.level().toPlainString()),
          "%s, %s, %d breaches".formatted(level.side(), level.breach(), level.breaches()));
    }
    return why.parameter("approach within %", settings.approachPercent())
        .parameter("approach re-arms beyond %", settings.approachRearmPercent())
        .parameter("re-arm %", settings.rearmPercent())
        .parameter("re-arm part of the range", settings.rearmAtrFraction());
  }

  /**
   * How often the levels gave way before, and so how often a year.
   *
   * @param justNow how many of the counted breaches are this event's own
   */
  private static Explanation.Builder history(
      Explanation.Builder why,
      LevelsState state,
      List<BigDecimal> levels,
      Direction direction,
      int justNow) {
    Instant first = state.firstAt();
    Instant last = state.lastAt();
    if (first == null || last == null) {
      return why;
    }
    List<String> counts = new ArrayList<>();
    int total = 0;
    for (LevelState level : state.levels()) {
      if (level.direction() == direction && levels.contains(level.level())) {
        int before = Math.max(0, level.breaches() - justNow);
        counts.add("%s %d×".formatted(price(level.level()), before));
        total += before;
      }
    }
    LocalDate since = LocalDate.ofInstant(first, ZoneOffset.UTC);
    if (total == 0) {
      return why.episodes("never breached before, since " + since);
    }
    double years = Duration.between(first, last).toDays() / 365.25;
    if (years >= 1) {
      why.baseRate(
          String.format(
              Locale.US,
              "%s breached %.1f times a year so far",
              counts.size() == 1 ? "it was" : "they were",
              total / years));
    }
    return why.episodes("breached before: %s since %s".formatted(String.join(", ", counts), since));
  }

  private static String price(BigDecimal level) {
    int decimals = Math.max(0, level.stripTrailingZeros().scale());
    return "$" + String.format(Locale.US, "%,." + decimals + "f", level);
  }
}
