package lowtide.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lowtide.alert.Footer;
import lowtide.alert.Sources;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.signal.Flag;
import lowtide.signal.PhaseDistance;
import lowtide.signal.PhaseExplanation;
import lowtide.signal.PhaseOutcomes;
import lowtide.signal.PhaseReading;
import lowtide.signal.PhaseRecord;
import lowtide.signal.PhaseSettings;
import lowtide.signal.RiskComponent;
import org.jspecify.annotations.Nullable;

/** What /phase tells people. */
final class PhaseAnswer {
  private static final String STALE = "STALE";

  private final PhaseReading reading;
  private final PhaseOutcomes outcomes;
  private final PhaseRecord record;
  private final PhaseSettings settings;
  private final MarketView view;
  private final List<String> flags;

  PhaseAnswer(
      PhaseReading reading,
      PhaseOutcomes outcomes,
      PhaseRecord record,
      PhaseSettings settings,
      MarketView view) {
    this.reading = reading;
    this.outcomes = outcomes;
    this.record = record;
    this.settings = settings;
    this.view = view;
    this.flags = new ArrayList<>(reading.flags().stream().map(Flag::name).toList());
    Duration age = Duration.between(reading.asOf(), view.at());
    if (age.compareTo(Interval.DAY.length().multipliedBy(2)) > 0) {
      flags.add(STALE);
    }
  }

  Answer with(Message.@Nullable Picture picture) {
    var why =
        PhaseExplanation.of(
            reading, record, settings, Sources.of(view, reading.instrument()), flags);
    boolean stale = flags.contains(STALE);
    Message.Builder message =
        Message.titled(
                "%s risk phase %s since %s (R %s of 100)"
                    .formatted(
                        reading.instrument().symbol(),
                        reading.phase(),
                        reading.since(),
                        Words.number(reading.risk())))
            .tone(stale ? Message.Tone.WARNING : Message.Tone.NEUTRAL)
            .line(
                "R = 0.6 x stress %s + 0.4 x heat %s, %s."
                    .formatted(
                        Words.number(reading.stress()), Words.number(reading.heat()), mvrv()));
    reading.ahead().forEach(distance -> message.line(words(distance)));
    message.table(parts());
    PhaseOutcomesWords.add(message, outcomes);
    if (stale) {
      message.line("STALE: days have ended since that are not known here.");
    }
    return Answer.of(
        Footer.under(message, why, view.at()).picture(picture).build(),
        PhaseFacts.of(reading, outcomes, flags),
        why);
  }

  private String mvrv() {
    if (reading.mvrv().isPresent()) {
      return "MVRV in it";
    }
    return reading.flags().contains(Flag.NO_MVRV)
        ? "without MVRV, which is not known for that day"
        : "without MVRV";
  }

  private String words(PhaseDistance distance) {
    boolean above = distance.to().compareTo(reading.phase()) > 0;
    String border =
        "%s begins %s %s"
            .formatted(distance.to(), above ? "above" : "below", Words.number(distance.border()));
    String dwell =
        distance.dwell() > 0
            ? "; %s lasts %s more at least"
                .formatted(reading.phase(), Words.count(distance.dwell(), "day"))
            : "";
    return distance.points() < 0
        ? "%s, and R is there: %s%s."
            .formatted(border, confirmation(distance.confirmation()), dwell)
        : "%s: %s points to go, then %s in a row%s."
            .formatted(
                border,
                Words.number(distance.points()),
                Words.count(distance.confirmation(), "day"),
                dwell);
  }

  private static String confirmation(int days) {
    return days == 0 ? "confirmed" : Words.count(days, "more day") + " to confirm";
  }

  private List<List<String>> parts() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Part", "Value", "Rank"));
    rows.add(row("Volatility, 30 days", percent(reading.volatility(), 0), reading.volatility()));
    rows.add(
        row("Downside deviation", percent(reading.semideviation(), 1), reading.semideviation()));
    rows.add(row("Below 90-day high", percent(reading.drawdown(), 1), reading.drawdown()));
    rows.add(row("Price / 200-day mean", ratio(reading.toShortMean()), reading.toShortMean()));
    rows.add(row("Price / 1400-day mean", ratio(reading.toLongMean()), reading.toLongMean()));
    reading.mvrv().ifPresent(mvrv -> rows.add(row("MVRV", ratio(mvrv), mvrv)));
    return rows;
  }

  private static String percent(RiskComponent component, int digits) {
    return String.format(Locale.US, "%." + digits + "f %%", 100 * component.value());
  }

  private static String ratio(RiskComponent component) {
    return String.format(Locale.US, "%.2f", component.value());
  }

  private static List<String> row(String name, String value, RiskComponent component) {
    return List.of(name, value, String.format(Locale.US, "%.0f", component.percentile()));
  }
}
