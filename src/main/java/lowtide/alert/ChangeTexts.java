package lowtide.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.chat.Message;
import lowtide.chat.Message.Tone;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.AlarmRates;
import lowtide.signal.ChangeHistory;
import lowtide.signal.ChangePoint;
import lowtide.signal.CorrelationExplanation;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.Explanation;
import lowtide.signal.SpanCorrelation;

/** Puts a change point of a correlation into words. */
final class ChangeTexts {
  private ChangeTexts() {}

  static Alert of(
      String rule,
      ChangePoint point,
      ChangeHistory changes,
      AlarmRates rates,
      CorrelationSettings settings,
      MarketView view) {
    Instrument asset = changes.returns().asset();
    Instrument proxy = changes.returns().proxy();
    SpanCorrelation before = changes.before(point);
    SpanCorrelation after = changes.after(point);
    Explanation why =
        CorrelationExplanation.ofChange(
            point, changes, rates, settings, Sources.of(view, asset, proxy));
    Message.Builder message =
        Message.titled(
                "%s and %s: correlation has changed, r %s after %s"
                    .formatted(
                        asset.symbol(),
                        proxy.symbol(),
                        Words.coefficient(point.after()),
                        Words.coefficient(point.before())))
            .tone(point.after() > point.before() ? Tone.UP : Tone.DOWN)
            .line(
                "95 %% interval %s to %s now, %s to %s before."
                    .formatted(
                        Words.coefficient(after.low()),
                        Words.coefficient(after.high()),
                        Words.coefficient(before.low()),
                        Words.coefficient(before.high())))
            .line(
                "The last %d sessions differ from the %d before by %.1f standard errors (alert above %s)."
                    .formatted(
                        changes.window(),
                        changes.window(),
                        point.statistic(),
                        settings.change().fire()))
            .line(
                "Told again only after they differed by less than %s."
                    .formatted(settings.change().rearm()))
            .line("Small-cap tech is stood for by %s.".formatted(proxy.name()));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("proxy", proxy.symbol());
    facts.put("window", changes.window());
    facts.put("statistic", point.statistic());
    facts.put("before", point.before());
    facts.put("after", point.after());
    facts.put("beforeLow", before.low());
    facts.put("beforeHigh", before.high());
    facts.put("afterLow", after.low());
    facts.put("afterHigh", after.high());
    facts.put("probability", point.probability());
    return new Alert(
        rule,
        "CHANGE_POINT",
        Topic.CORRELATION,
        asset.symbol(),
        why.asOf(),
        List.of(),
        facts,
        Footer.under(message, why, view.at()).build(),
        why);
  }
}
