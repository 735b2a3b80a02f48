package lowtide.chart;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The risk phases of an instrument: its price above with the phases behind it, the risk index with
 * the borders of the phases below.
 *
 * @param asset symbol
 * @param times the days' ends
 * @param price of the asset then
 * @param risk index R from 0 to 100; NaN where there is none
 * @param phases one for each day
 * @param borders of the phases
 * @param since the day on which the present phase began
 * @param asOf the last day
 * @param source where the prices come from
 */
public record PhaseChart(
    String asset,
    Times times,
    Values price,
    Values risk,
    List<Phase> phases,
    Borders borders,
    LocalDate since,
    LocalDate asOf,
    String source) {
  private static final long DAY = 86_400;

  /** A phase as it is shown: word, shape and ink. */
  public enum Phase {
    /** Not told yet; nothing is drawn. */
    UNKNOWN(Ink.MUTED, Span.Sign.NONE),
    LOW(Ink.CALM, Span.Sign.DOWN),
    ELEVATED(Ink.CAUTION, Span.Sign.LEVEL),
    HIGH(Ink.DANGER, Span.Sign.UP);

    private final Ink ink;
    private final Span.Sign sign;

    Phase(Ink ink, Span.Sign sign) {
      this.ink = ink;
      this.sign = sign;
    }
  }

  /** LOW begins below lowEnter and ends above lowLeave; HIGH begins above highEnter and so on. */
  public record Borders(double lowEnter, double lowLeave, double highLeave, double highEnter) {
    public static final Borders DEFAULT = new Borders(35, 42, 58, 65);

    List<Threshold> thresholds() {
      return List.of(
          border(highEnter, "HIGH begins", Ink.DANGER, Threshold.Stroke.SOLID),
          border(highLeave, "HIGH ends", Ink.DANGER, Threshold.Stroke.DASHED),
          border(lowLeave, "LOW ends", Ink.CALM, Threshold.Stroke.DASHED),
          border(lowEnter, "LOW begins", Ink.CALM, Threshold.Stroke.SOLID));
    }

    private static Threshold border(double value, String word, Ink ink, Threshold.Stroke stroke) {
      return new Threshold(value, ValueFormat.INDEX.exact(value) + " " + word, ink, stroke);
    }
  }

  public PhaseChart {
    price.requireLength("price", times);
    risk.requireLength("risk", times);
    phases = List.copyOf(phases);
    if (phases.size() != times.length()) {
      throw new IllegalArgumentException(
          "phases must be as many as times (%d): %d".formatted(times.length(), phases.size()));
    }
  }

  public ChartSpec spec() {
    int last = risk.last();
    String latest = last < 0 ? "" : "R " + ValueFormat.INDEX.exact(risk.at(last));
    String now = risk.isCurrent() ? latest : "R undefined now";
    Phase phase = phases.isEmpty() ? Phase.UNKNOWN : phases.get(phases.size() - 1);
    String state =
        phase == Phase.UNKNOWN
            ? "%s (%s)".formatted(phase, now)
            : "%s since %s (%s)".formatted(phase, since, now);
    Panel above =
        Panel.of(
                "phases ▼ LOW, ◆ ELEVATED, ▲ HIGH; %s, US dollars".formatted(asset),
                ValueFormat.DOLLARS,
                new Curve(asset, times, price, Ink.PRICE))
            .withSpans(spans());
    Panel below =
        Panel.of(
                "risk index R, 0 to 100; it does not tell return",
                ValueFormat.INDEX,
                new Curve("risk index R", times, risk, Ink.SIGNAL, latest))
            .withThresholds(borders.thresholds());
    return new ChartSpec(
        "%s risk phase: %s".formatted(asset, state),
        "%s days to %s, UTC closes · %s".formatted(ValueFormat.count(times.length()), asOf, source),
        List.of(above, below));
  }

  /** Runs of equal phases; each lasts until the next begins. */
  private List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (int from = 0; from < times.length(); ) {
      Phase phase = phases.get(from);
      int to = from + 1;
      while (to < times.length() && phases.get(to) == phase) {
        to++;
      }
      if (phase != Phase.UNKNOWN) {
        long end = to < times.length() ? times.at(to) : times.at(to - 1) + DAY;
        spans.add(new Span(phase.name(), times.at(from), end, phase.ink, phase.sign));
      }
      from = to;
    }
    return spans;
  }
}
