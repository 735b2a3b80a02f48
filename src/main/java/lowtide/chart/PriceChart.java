package lowtide.chart;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * A price among the levels that somebody watches.
 *
 * @param asset symbol
 * @param times of the prices
 * @param price of the asset then
 * @param levels in any order
 * @param asOf moment and age of the last price in words, e.g. {@code 2025-12-31 21:00 UTC}
 * @param source where the prices come from
 */
public record PriceChart(
    String asset, Times times, Values price, List<Level> levels, String asOf, String source) {

  /** What became of a level. */
  public enum State {
    HELD("held", Ink.CALM),
    NEAR("near", Ink.CAUTION),
    /** Crossed by a tick that no close has confirmed. */
    TOUCHED("touched", Ink.CAUTION),
    BREACHED("breached", Ink.DANGER);

    private final String word;
    private final Ink ink;

    State(String word, Ink ink) {
      this.word = word;
      this.ink = ink;
    }
  }

  /** A watched price. */
  public record Level(BigDecimal price, State state) {
    private static final int MOST_DECIMALS = 18;

    public Level {
      // All its digits are written out, so there must not be millions of them.
      if (price.signum() <= 0
          || price.stripTrailingZeros().scale() > MOST_DECIMALS
          || price.precision() - price.scale() > 15) {
        throw new IllegalArgumentException(
            "level must be above 0 and below 1e15 with at most 18 decimals: " + price);
      }
    }

    Threshold threshold() {
      Threshold.Stroke stroke =
          state == State.TOUCHED || state == State.NEAR
              ? Threshold.Stroke.DASHED
              : Threshold.Stroke.SOLID;
      return new Threshold(price.doubleValue(), text() + " " + state.word, state.ink, stroke);
    }

    /** All digits: a rounded level would be another level. */
    private String text() {
      int decimals = Math.max(0, price.stripTrailingZeros().scale());
      return "$" + String.format(Locale.US, "%,." + decimals + "f", price);
    }
  }

  public PriceChart {
    price.requireLength("price", times);
    levels = List.copyOf(levels);
  }

  public ChartSpec spec() {
    Curve curve = new Curve(asset, times, price, Ink.PRICE);
    String now =
        price.isCurrent()
            ? ValueFormat.DOLLARS.exact(price.at(price.length() - 1))
            : "no price now";
    long breached = levels.stream().filter(level -> level.state() == State.BREACHED).count();
    String state =
        levels.isEmpty()
            ? ""
            : ": %s of %s level%s breached"
                .formatted(breached, levels.size(), levels.size() == 1 ? "" : "s");
    Panel panel =
        Panel.of(asset + ", US dollars", ValueFormat.DOLLARS, curve)
            .withThresholds(levels.stream().map(Level::threshold).toList());
    return new ChartSpec(
        "%s %s%s".formatted(asset, now, state),
        "%s price%s to %s · %s"
            .formatted(
                ValueFormat.count(times.length()), times.length() == 1 ? "" : "s", asOf, source),
        List.of(panel));
  }
}
