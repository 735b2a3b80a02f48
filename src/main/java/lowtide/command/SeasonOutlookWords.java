package lowtide.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.signal.SeasonLevel;
import lowtide.signal.SeasonOutlook;
import lowtide.signal.SeasonSettings;

/** What the means say of the running month, beside how likely chance alone makes it come true. */
final class SeasonOutlookWords {
  /** From this chance on a hit is no witness for the month. */
  private static final double LIKELY = .2;

  private SeasonOutlookWords() {}

  static void add(Message.Builder message, SeasonOutlook outlook, SeasonSettings settings) {
    String band =
        outlook.low().isPresent()
            ? "; %s %% band %s to %s"
                .formatted(
                    SeasonWords.plain(settings.bandPercent()),
                    Words.price(outlook.low().getAsDouble()),
                    Words.price(outlook.high().orElseThrow()))
            : "; too few months for a band";
    message.line(
        "%s from %s: the raw mean leads to %s, the shrunk mean to %s%s."
            .formatted(
                outlook.month(),
                Words.price(outlook.from()),
                Words.price(outlook.rawClose()),
                Words.price(outlook.shrunkClose()),
                band));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Touch, no drift", "Month", "Rest", "Touched"));
    rows.add(row("raw mean", outlook.projection()));
    outlook.levels().forEach(level -> rows.add(row(Words.price(level.level()), level)));
    message.table(rows);
    message.line(
        "Chance that a price without drift touches a level: within the month's %d days, by what was known at their start, and in the %d after %s, from %s. Volatility of %d days: %s a day then, %s now."
            .formatted(
                outlook.days(),
                outlook.daysLeft(),
                outlook.lastDay(),
                Words.price(outlook.last()),
                settings.volatilityDays(),
                daily(outlook.startVolatility()),
                daily(outlook.lastVolatility())));
    outlook
        .projection()
        .fromStart()
        .ifPresent(
            chance ->
                message.line(
                    "Without any month effect %s was touched with %s%s."
                        .formatted(
                            Words.price(outlook.rawClose()),
                            SeasonWords.percentOf(chance),
                            chance >= LIKELY ? ": that it is hit proves little" : "")));
  }

  private static List<String> row(String name, SeasonLevel level) {
    return List.of(
        name,
        SeasonWords.share(level.fromStart()),
        SeasonWords.share(level.fromLast()),
        level.touched().map(day -> day.toString().substring(5)).orElse("no"));
  }

  private static String daily(OptionalDouble volatility) {
    return volatility.isPresent()
        ? String.format(Locale.US, "%.1f %%", 100 * volatility.getAsDouble())
        : "not known";
  }
}
