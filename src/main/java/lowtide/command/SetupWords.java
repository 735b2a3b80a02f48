package lowtide.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lowtide.chat.Words;
import lowtide.signal.MedianInterval;
import lowtide.signal.Phase;
import lowtide.signal.SetupCondition;
import lowtide.signal.SetupDay;
import lowtide.signal.SetupOutcomes;
import lowtide.signal.SetupSettings;

/** The tables of /setup. */
record SetupWords(SetupSettings settings) {

  List<List<String>> rows(SetupDay day) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Condition", "Value", "Wanted", "Met"));
    for (SetupCondition condition : SetupCondition.values()) {
      rows.add(
          List.of(
              name(condition),
              value(day, condition),
              wanted(condition),
              day.isKnown(condition) ? (day.isMet(condition) ? "yes" : "no") : "unknown"));
    }
    return rows;
  }

  private static String name(SetupCondition condition) {
    return switch (condition) {
      case DRAWDOWN -> "Below 90-day high";
      case PULLBACK -> "Ranges below mean";
      case RSI -> "RSI 14, rising";
      case TREND -> "Price / 200-day mean";
      case VOLUME -> "Reclaim volume";
      case VOLATILITY -> "Volatility rank";
      case PHASE -> "Risk phase";
    };
  }

  private static String value(SetupDay day, SetupCondition condition) {
    if (!day.isKnown(condition)) {
      return "unknown";
    }
    double value = day.value(condition);
    return switch (condition) {
      case DRAWDOWN -> Words.number(value) + " %";
      case PULLBACK, TREND, VOLUME -> String.format(Locale.US, "%.2f", value);
      case RSI -> Words.number(value);
      case VOLATILITY -> String.format(Locale.US, "%.0f", value);
      case PHASE -> Phase.values()[(int) value].toString();
    };
  }

  private String wanted(SetupCondition condition) {
    return switch (condition) {
      case DRAWDOWN -> range(settings.drawdownFrom(), settings.drawdownTo()) + " %";
      case PULLBACK -> range(settings.pullbackFrom(), settings.pullbackTo());
      case RSI -> "at most " + shortly(settings.rsiAtMost());
      case TREND -> "above 1";
      case VOLUME -> "from " + shortly(settings.volumeRatio());
      case VOLATILITY -> "below " + shortly(settings.volatilityBelow());
      case PHASE -> "not HIGH";
    };
  }

  private static String range(double from, double to) {
    return shortly(from) + " to " + shortly(to);
  }

  private static String shortly(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  static List<List<String>> outcomes(int count, SetupOutcomes like, SetupOutcomes all) {
    return List.of(
        List.of("Conditions", "n", "Return", "95 %", "Deepest fall", "95 %"),
        outcome(count + " met", like),
        outcome("any", all));
  }

  private static List<String> outcome(String name, SetupOutcomes outcomes) {
    MedianInterval r = outcomes.logReturn();
    MedianInterval d = outcomes.drawdown();
    return List.of(
        name,
        String.valueOf(outcomes.apart()),
        signed(Math.expm1(r.value())),
        r.isBounded()
            ? signed(Math.expm1(r.low())) + " to " + signed(Math.expm1(r.high()))
            : "too few",
        unsigned(d.value()),
        d.isBounded() ? unsigned(d.low()) + " to " + unsigned(d.high()) : "too few");
  }

  private static String signed(double part) {
    return Double.isNaN(part) ? "-" : Words.percent(100 * part);
  }

  private static String unsigned(double part) {
    return Double.isNaN(part) ? "-" : String.format(Locale.US, "%.1f %%", 100 * part);
  }
}
