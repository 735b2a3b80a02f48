package lowtide.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lowtide.alert.Footer;
import lowtide.alert.Sources;
import lowtide.chat.Message;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.market.TradingCalendar;
import lowtide.signal.SeasonExplanation;
import lowtide.signal.SeasonReading;
import lowtide.signal.SeasonSettings;
import lowtide.signal.SeasonTable;
import org.jspecify.annotations.Nullable;

/** What /season tells people. */
final class SeasonAnswer {
  private static final String STALE = "STALE";

  private final SeasonReading reading;
  private final SeasonSettings settings;
  private final MarketView view;
  private final String month;
  private final List<String> flags;

  SeasonAnswer(SeasonReading reading, SeasonSettings settings, MarketView view) {
    this.reading = reading;
    this.settings = settings;
    this.view = view;
    this.month = SeasonCommand.name(reading.asked());
    this.flags = new ArrayList<>(reading.flags().stream().map(Enum::name).toList());
    if (isStale()) {
      flags.add(STALE);
    }
  }

  private boolean isStale() {
    return reading.instrument().kind() == Instrument.Kind.EQUITY
        ? TradingCalendar.NEW_YORK
            .close(
                TradingCalendar.NEW_YORK.previousSession(
                    TradingCalendar.NEW_YORK.lastClosedSession(view.at())))
            .isAfter(reading.asOf())
        : Duration.between(reading.asOf(), view.at())
                .compareTo(Interval.DAY.length().multipliedBy(2))
            > 0;
  }

  Answer with(Message.@Nullable Picture picture) {
    var why =
        SeasonExplanation.of(reading, settings, Sources.of(view, reading.instrument()), flags);
    SeasonTable table = reading.table();
    SeasonTable.Row row = reading.row();
    Message.Builder message =
        Message.titled(
                "%s in %s: mean %s, 95 %% %s to %s, n %d; %s (p %s)"
                    .formatted(
                        reading.instrument().symbol(),
                        month,
                        SeasonWords.percent(row.mean()),
                        SeasonWords.percent(row.low()),
                        SeasonWords.percent(row.high()),
                        row.n(),
                        found(table),
                        SeasonWords.probability(table.p())))
            .tone(flags.contains(STALE) ? Message.Tone.WARNING : Message.Tone.NEUTRAL)
            .line(shrinkage(table, row))
            .line(differences(table));
    reading.outlook().ifPresent(outlook -> SeasonOutlookWords.add(message, outlook, settings));
    SeasonRecordWords.add(message, reading, settings);
    if (flags.contains(STALE)) {
      message.line("STALE: days have ended since that are not known here.");
    }
    return Answer.of(
        Footer.under(message, why, view.at()).picture(picture).build(),
        SeasonFacts.of(reading, flags),
        why);
  }

  private static String found(SeasonTable table) {
    return table.p() < SeasonReading.SIGNIFICANT ? "the months differ" : "no month effect found";
  }

  private static String shrinkage(SeasonTable table, SeasonTable.Row row) {
    return table.isPooled()
        ? "Shrunk mean %s: the months differ by no more than chance (tau² 0, B 1), so each has the mean of all."
            .formatted(SeasonWords.percent(row.shrunk()))
        : "Shrunk mean %s: B %s of the way to the mean of all months, %s."
            .formatted(
                SeasonWords.percent(row.shrunk()),
                SeasonWords.two(row.shrinkage()),
                SeasonWords.percent(table.mean()));
  }

  private String differences(SeasonTable table) {
    return "Do months differ? Since %s: F %s, p %s%s. Means are of log returns, month end to month end."
        .formatted(
            table.from(),
            SeasonWords.two(table.f()),
            SeasonWords.probability(table.p()),
            reading
                .since()
                .map(
                    since ->
                        "; since %s: F %s, p %s, B %s"
                            .formatted(
                                since.from(),
                                SeasonWords.two(since.f()),
                                SeasonWords.probability(since.p()),
                                SeasonWords.two(since.row(reading.asked()).shrinkage())))
                .orElse(""));
  }
}
