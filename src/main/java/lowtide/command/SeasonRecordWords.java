package lowtide.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.signal.HalvingCycle;
import lowtide.signal.SeasonCheck;
import lowtide.signal.SeasonReading;
import lowtide.signal.SeasonRecord;
import lowtide.signal.SeasonSettings;
import lowtide.signal.WilsonInterval;

/** How the means did on months that were not in them, and the month in each halving cycle. */
final class SeasonRecordWords {
  private static final int PAST_SHOWN = 5;

  private SeasonRecordWords() {}

  static void add(Message.Builder message, SeasonReading reading, SeasonSettings settings) {
    addRecord(message, reading, settings);
    addHalvings(message, reading);
  }

  private static void addRecord(
      Message.Builder message, SeasonReading reading, SeasonSettings settings) {
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
                SeasonCommand.name(reading.asked()),
                words(past.signsRight())));
    message.line(
        "R² against the mean of all: raw %s, shrunk %s; below 0 is worse than no calendar.%s"
            .formatted(
                SeasonWords.signed(all.r2Raw()),
                SeasonWords.signed(all.r2Shrunk()),
                all.coverage()
                    .map(
                        held ->
                            " The %s %% band held %d of %d (%s)."
                                .formatted(
                                    SeasonWords.plain(settings.bandPercent()),
                                    held.hits(),
                                    held.n(),
                                    SeasonWords.percentOf(held.share())))
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
              SeasonWords.share(check.touchProbability()),
              check.touched() ? "yes" : "no"));
    }
    message.table(rows);
    message.line(
        "Said: the close before the month by the raw mean known then. Chance: that a price without drift touched that.");
  }

  private static void addHalvings(Message.Builder message, SeasonReading reading) {
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
              cycle.logReturn().isPresent()
                  ? SeasonWords.percent(cycle.logReturn().getAsDouble())
                  : "-",
              cycle.sinceHalving().isPresent()
                  ? "×" + SeasonWords.two(Math.exp(cycle.sinceHalving().getAsDouble()))
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
                        SeasonWords.percentOf(s.share()),
                        SeasonWords.percentOf(s.low()),
                        SeasonWords.percentOf(s.high())))
        .orElse("none yet");
  }
}
