package lowtide.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import lowtide.alert.Footer;
import lowtide.alert.Sources;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.market.TradingCalendar;
import lowtide.signal.HalvingCycle;
import lowtide.signal.SeasonCheck;
import lowtide.signal.SeasonExplanation;
import lowtide.signal.SeasonLevel;
import lowtide.signal.SeasonOutlook;
import lowtide.signal.SeasonReading;
import lowtide.signal.SeasonRecord;
import lowtide.signal.SeasonSettings;
import lowtide.signal.SeasonTable;
import lowtide.signal.WilsonInterval;
import org.jspecify.annotations.Nullable;

/** What /season tells people. */
final class SeasonAnswer {
  private static final String STALE = "STALE";
  private static final int PAST_SHOWN = 5;

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
                        percent(row.mean()),
                        percent(row.low()),
                        percent(row.high()),
                        row.n(),
                        found(table),
                        probability(table.p())))
            .tone(flags.contains(STALE) ? Message.Tone.WARNING : Message.Tone.NEUTRAL)
            .line(shrinkage(table, row))
            .line(differences(table));
    reading.outlook().ifPresent(outlook -> add(message, outlook));
    addRecord(message);
    addHalvings(message);
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
            .formatted(percent(row.shrunk()))
        : "Shrunk mean %s: B %s of the way to the mean of all months, %s."
            .formatted(percent(row.shrunk()), two(row.shrinkage()), percent(table.mean()));
  }

  private String differences(SeasonTable table) {
    return "Do months differ? Since %s: F %s, p %s%s. Means are of log returns, month end to month end."
        .formatted(
            table.from(),
            two(table.f()),
            probability(table.p()),
            reading
                .since()
                .map(
                    since ->
                        "; since %s: F %s, p %s, B %s"
                            .formatted(
                                since.from(),
                                two(since.f()),
                                probability(since.p()),
                                two(since.row(reading.asked()).shrinkage())))
                .orElse(""));
  }

  private void add(Message.Builder message, SeasonOutlook outlook) {
    String band =
        outlook.low().isPresent()
            ? "; %s %% band %s to %s"
                .formatted(
                    plain(settings.bandPercent()),
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
        "How likely a price without drift touches a level: in the %d days from the month's start, and in the %d after %s, %s. Volatility of %d days: %s a year then, %s now. So a hit proves little."
            .formatted(
                outlook.days(),
                outlook.daysLeft(),
                outlook.lastDay(),
                Words.price(outlook.last()),
                settings.volatilityDays(),
                yearly(outlook.startVolatility()),
                yearly(outlook.lastVolatility())));
  }

  private static List<String> row(String name, SeasonLevel level) {
    return List.of(
        name,
        share(level.fromStart()),
        level.touched().isPresent() ? "-" : share(level.fromLast()),
        level.touched().map(day -> day.toString().substring(5)).orElse("no"));
  }

  private void addRecord(Message.Builder message) {
    SeasonRecord all = reading.record();
    if (all.checks().isEmpty()) {
      message.line("Too few months to test the means on months that are not in them.");
      return;
    }
    SeasonRecord past = all.of(reading.asked());
    message.line(
        "On months not in the mean, since %s: the raw mean had the right sign in %s; saying up each time, %s. In %s alone: %s."
            .formatted(
                all.checks().get(0).month(),
                words(all.signsRight()),
                words(all.rises()),
                month,
                words(past.signsRight())));
    message.line(
        "R² against the mean of all: raw %s, shrunk %s; below 0 is worse than no calendar.%s"
            .formatted(
                signed(all.r2Raw()),
                signed(all.r2Shrunk()),
                all.coverage()
                    .map(
                        held ->
                            " The %s %% band held %d of %d (%s)."
                                .formatted(
                                    plain(settings.bandPercent()),
                                    held.hits(),
                                    held.n(),
                                    percentOf(held.share())))
                    .orElse("")));
    List<SeasonCheck> checks = past.checks();
    if (checks.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Year", "Said", "Closed", "Chance", "Touched"));
    for (SeasonCheck check :
        checks.subList(Math.max(0, checks.size() - PAST_SHOWN), checks.size())) {
      rows.add(
          List.of(
              String.valueOf(check.month().getYear()),
              Words.price(check.projected()),
              Words.price(check.to()),
              share(check.touchProbability()),
              check.touched() ? "yes" : "no"));
    }
    message.table(rows);
    message.line(
        "Said: the close before the month by the raw mean known then. Chance: that a price without drift touched that.");
  }

  private void addHalvings(Message.Builder message) {
    if (reading.cycles().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Halving", "Month", "Return", "Since"));
    for (HalvingCycle cycle : reading.cycles()) {
      rows.add(
          List.of(
              cycle.halving().toString(),
              cycle.month().toString(),
              cycle.logReturn().isPresent() ? percent(cycle.logReturn().getAsDouble()) : "-",
              cycle.sinceHalving().isPresent()
                  ? "x" + two(Math.exp(cycle.sinceHalving().getAsDouble()))
                  : "-"));
    }
    message.table(rows);
    message.line(
        "The month %d after each halving; %s, too few for an interval."
            .formatted(
                reading.cycles().get(0).age(), Words.count(reading.cycles().size(), "cycle")));
  }

  private static String words(Optional<WilsonInterval> share) {
    return share
        .map(
            s ->
                "%d of %d (%s, 95 %% %s to %s)"
                    .formatted(
                        s.hits(),
                        s.n(),
                        percentOf(s.share()),
                        percentOf(s.low()),
                        percentOf(s.high())))
        .orElse("none yet");
  }

  private String yearly(OptionalDouble daily) {
    double days = reading.instrument().kind() == Instrument.Kind.EQUITY ? 252 : 365;
    return daily.isPresent() ? percentOf(daily.getAsDouble() * Math.sqrt(days)) : "not known";
  }

  private static String share(OptionalDouble share) {
    return share.isPresent() ? percentOf(share.getAsDouble()) : "-";
  }

  private static String percentOf(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** A log return in percent, with its sign. */
  static String percent(double logReturn) {
    return Words.percent(100 * logReturn);
  }

  /** A p value as statisticians write it: {@code .54}. */
  static String probability(double p) {
    return p < .001
        ? "< .001"
        : String.format(Locale.ROOT, p < .1 ? "%.3f" : "%.2f", p).substring(p >= .995 ? 0 : 1);
  }

  private static String signed(OptionalDouble value) {
    return value.isPresent() ? Words.coefficient(value.getAsDouble()) : "-";
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String plain(double percent) {
    return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
  }
}
