package lowtide.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.market.MarketView;
import lowtide.signal.CorrelationExplanation;
import lowtide.signal.CorrelationReading;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.Direction;
import lowtide.signal.Explanation;
import lowtide.signal.SignalEngine;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a correlation passes a number, by sessions. It is armed again when the coefficient was
 * .05 on the other side: without that every session near the number would tell.
 */
final class CorrelationRule implements Rule {
  private static final double HYSTERESIS = 0.05;

  private final String key;
  private final Condition.Correlation wanted;
  private final SignalEngine engine;
  private final CorrelationSettings settings;

  CorrelationRule(
      String key, Condition.Correlation wanted, SignalEngine engine, CorrelationSettings settings) {
    this.key = key;
    this.wanted = wanted;
    this.engine = engine;
    this.settings = settings;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Outcome look(MarketView view, @Nullable RuleState before) {
    if (!(engine.correlation(view, wanted.asset(), wanted.proxy(), wanted.window())
        instanceof CorrelationReading reading)) {
      return new Outcome(before, List.of());
    }
    CrossMemory known = before instanceof CrossMemory memory ? memory : null;
    Instant at = reading.asOf();
    if (known != null && !at.isAfter(known.seen())) {
      return new Outcome(known, List.of());
    }
    double sign = wanted.direction() == Direction.UP ? 1 : -1;
    double over = sign * (reading.pearson() - wanted.threshold().doubleValue());
    boolean was = known != null && known.beyond();
    boolean is = was ? over > -HYSTERESIS : over > 0;
    boolean tells = known != null && is && !was;
    return new Outcome(new CrossMemory(is, at), tells ? List.of(alert(reading, view)) : List.of());
  }

  private Alert alert(CorrelationReading reading, MarketView view) {
    boolean up = wanted.direction() == Direction.UP;
    Explanation why =
        CorrelationExplanation.of(
                reading, settings, Sources.of(view, wanted.asset(), wanted.proxy()))
            .parameter("threshold", wanted.threshold())
            .parameter("hysteresis of the alert", HYSTERESIS)
            .build();
    Message.Builder message =
        Message.titled(
                "%s and %s: correlation %s %s (now %s)"
                    .formatted(
                        wanted.asset().symbol(),
                        wanted.proxy().symbol(),
                        up ? "above" : "below",
                        wanted.threshold().toPlainString(),
                        Words.coefficient(reading.pearson())))
            .tone(up ? Message.Tone.UP : Message.Tone.DOWN)
            .line(
                "95 %% interval %s to %s over %d sessions."
                    .formatted(
                        Words.coefficient(reading.low()),
                        Words.coefficient(reading.high()),
                        reading.window()));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("proxy", wanted.proxy().symbol());
    facts.put("window", reading.window());
    facts.put("pearson", reading.pearson());
    facts.put("low", reading.low());
    facts.put("high", reading.high());
    facts.put("n", reading.n());
    return new Alert(
        key,
        "CROSS",
        Topic.CORRELATION,
        wanted.asset().symbol(),
        reading.asOf(),
        List.of(),
        facts,
        Footer.under(message, why, view.at()).build(),
        why);
  }

  @Override
  public String standing(MarketView view, @Nullable RuleState state) {
    return engine.correlation(view, wanted.asset(), wanted.proxy(), wanted.window())
            instanceof CorrelationReading reading
        ? "%s and %s %s"
            .formatted(
                wanted.asset().symbol(),
                wanted.proxy().symbol(),
                Words.coefficient(reading.pearson()))
        : "%s and %s without a correlation for want of data"
            .formatted(wanted.asset().symbol(), wanted.proxy().symbol());
  }
}
