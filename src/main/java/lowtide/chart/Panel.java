package lowtide.chart;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One pair of axes and what is drawn between them, back to front: spans, zones, bands, thresholds,
 * curves.
 *
 * @param caption what the values are and their unit, e.g. {@code BTC, US dollars}
 * @param format how values are written on the axis and beside the last value
 * @param weight share of the height among all panels, 1 to 10
 */
public record Panel(
    String caption,
    ValueFormat format,
    List<Curve> curves,
    List<Band> bands,
    List<Zone> zones,
    List<Span> spans,
    List<Threshold> thresholds,
    int weight) {
  public Panel {
    curves = List.copyOf(curves);
    bands = List.copyOf(bands);
    zones = List.copyOf(zones);
    spans = List.copyOf(spans);
    thresholds = List.copyOf(thresholds);
    if (weight < 1 || weight > 10) {
      throw new IllegalArgumentException("weight must be from 1 to 10: " + weight);
    }
  }

  /** Curves alone. */
  public static Panel of(String caption, ValueFormat format, Curve... curves) {
    return new Panel(
        caption, format, List.of(curves), List.of(), List.of(), List.of(), List.of(), 1);
  }

  public Panel withBands(List<Band> newBands) {
    return new Panel(caption, format, curves, newBands, zones, spans, thresholds, weight);
  }

  public Panel withZones(List<Zone> newZones) {
    return new Panel(caption, format, curves, bands, newZones, spans, thresholds, weight);
  }

  public Panel withSpans(List<Span> newSpans) {
    return new Panel(caption, format, curves, bands, zones, newSpans, thresholds, weight);
  }

  public Panel withThresholds(List<Threshold> newThresholds) {
    return new Panel(caption, format, curves, bands, zones, spans, newThresholds, weight);
  }

  /** The same with its names in other words. */
  Panel said(UnaryOperator<String> words) {
    return new Panel(
        words.apply(caption),
        format,
        curves.stream()
            .map(
                one ->
                    new Curve(
                        words.apply(one.name()),
                        one.times(),
                        one.values(),
                        one.ink(),
                        words.apply(one.lastLabel())))
            .toList(),
        bands.stream()
            .map(
                one ->
                    new Band(
                        words.apply(one.name()), one.times(), one.low(), one.high(), one.ink()))
            .toList(),
        zones.stream().map(one -> new Zone(words.apply(one.name()), one.from(), one.to())).toList(),
        spans.stream()
            .map(
                one ->
                    new Span(words.apply(one.name()), one.from(), one.to(), one.ink(), one.sign()))
            .toList(),
        thresholds.stream()
            .map(
                one ->
                    new Threshold(one.value(), words.apply(one.label()), one.ink(), one.stroke()))
            .toList(),
        weight);
  }

  public Panel withWeight(int newWeight) {
    return new Panel(caption, format, curves, bands, zones, spans, thresholds, newWeight);
  }
}
