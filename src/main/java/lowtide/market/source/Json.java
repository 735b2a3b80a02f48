package lowtide.market.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Settled;
import lowtide.market.SourceException;
import lowtide.market.TradingCalendar;

/** Reads a source's JSON; whatever is not as promised is malformed. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final BigDecimal HIGHEST_PRICE = BigDecimal.valueOf(Bar.HIGHEST_PRICE);

  /** More digits behind the point are no price, and 1e-999999999 would need a gigabyte of them. */
  private static final int MOST_DIGITS = 40;

  private Json() {}

  static JsonNode tree(String source, String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new SourceException(
          SourceException.Kind.MALFORMED,
          source + ": not JSON: " + e.getOriginalMessage(),
          null,
          e);
    }
  }

  static SourceException malformed(String source, String what, JsonNode found) {
    return new SourceException(
        SourceException.Kind.MALFORMED, "%s: %s: %s".formatted(source, what, shown(found)));
  }

  /** So much of what a source sent as fits a line. */
  static String shown(JsonNode found) {
    String text = found.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }

  static JsonNode array(String source, JsonNode node) {
    if (!node.isArray()) {
      throw malformed(source, "not a list", node);
    }
    return node;
  }

  /** The bars of a list of rows. */
  static List<Bar> rows(String source, JsonNode rows, Function<JsonNode, Bar> read) {
    List<Bar> bars = new ArrayList<>(rows.size());
    for (JsonNode row : array(source, rows)) {
      bars.add(read.apply(row));
    }
    return bars;
  }

  /** A whole number, also in quotes. */
  static long whole(String source, JsonNode node) {
    if (node.isTextual() && node.asText().matches("[0-9]{1,16}")) {
      return Long.parseLong(node.asText());
    }
    if (node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= 0) {
      return node.asLong();
    }
    throw malformed(source, "not a whole number", node);
  }

  /** A positive price below 1e9, written as a number or in quotes. */
  static BigDecimal price(String source, JsonNode node) {
    return price(source, node, HIGHEST_PRICE);
  }

  /** A positive number below a limit, written as a number or in quotes. */
  static BigDecimal price(String source, JsonNode node, BigDecimal limit) {
    try {
      if (node.isNumber() || node.isTextual()) {
        String text = node.asText();
        if (text.length() <= 40) {
          BigDecimal price = new BigDecimal(text);
          if (price.signum() > 0 && price.scale() <= MOST_DIGITS && price.compareTo(limit) < 0) {
            return price;
          }
        }
      }
    } catch (NumberFormatException e) {
      throw new SourceException(
          SourceException.Kind.MALFORMED, source + ": not a price: " + node, null, e);
    }
    throw malformed(source, "not a price", node);
  }

  /**
   * Bars in order of time, each once.
   *
   * @param bars in any order
   * @throws SourceException if two of one time differ
   */
  static List<Bar> ordered(String source, List<Bar> bars) {
    List<Bar> ordered = new ArrayList<>();
    bars.stream()
        .sorted((a, b) -> a.opensAt().compareTo(b.opensAt()))
        .forEach(
            bar -> {
              Bar last = ordered.isEmpty() ? null : ordered.get(ordered.size() - 1);
              if (last == null || last.opensAt().isBefore(bar.opensAt())) {
                ordered.add(bar);
              } else if (!last.equals(bar)) {
                throw new SourceException(
                    SourceException.Kind.MALFORMED,
                    "%s: two different bars at %s".formatted(source, bar.opensAt()));
              }
            });
    return ordered;
  }

  /** A bar of checked prices. */
  static Bar bar(
      String source,
      Instant opensAt,
      JsonNode open,
      JsonNode high,
      JsonNode low,
      JsonNode close,
      JsonNode volume) {
    return new Bar(
        opensAt,
        price(source, open).doubleValue(),
        price(source, high).doubleValue(),
        price(source, low).doubleValue(),
        price(source, close).doubleValue(),
        volume(volume));
  }

  /** A number, or one in quotes, that is not negative; NaN where there is none. */
  static double volume(JsonNode node) {
    double volume = node.isTextual() || node.isNumber() ? node.asDouble(Double.NaN) : Double.NaN;
    return volume >= 0 && Double.isFinite(volume) ? volume : Double.NaN;
  }

  /** A moment that is not later than now, but for clocks that differ a little. */
  static Instant past(String source, Instant time, Instant now) {
    if (time.isAfter(now.plus(Settled.CLOCK_SKEW))) {
      throw new SourceException(
          SourceException.Kind.MALFORMED, "%s: %s is in the future".formatted(source, time));
    }
    return time;
  }

  /**
   * When a bar of a coin opens.
   *
   * @param perSecond of the node's unit: 1 for seconds, 1000 for milliseconds
   */
  static Instant opening(
      String source, JsonNode node, long perSecond, Interval interval, Instant now) {
    long given = whole(source, node);
    if (given % (perSecond * interval.length().toSeconds()) != 0) {
      throw malformed(source, "not a time at which a bar opens", node);
    }
    return past(source, Instant.ofEpochSecond(given / perSecond), now);
  }

  /** Of a coin's bars those from a moment on that are over, in order of time, each once. */
  static List<Bar> finished(
      String source, List<Bar> bars, Interval interval, Instant from, Instant now) {
    Instant settled = Settled.at(now, Instrument.Kind.CRYPTO);
    return ordered(
        source,
        bars.stream()
            .filter(bar -> !bar.opensAt().isBefore(from))
            .filter(bar -> !bar.opensAt().plus(interval.length()).isAfter(settled))
            .toList());
  }

  /**
   * Of a fund's bars those of sessions from a moment on that are over, in order of time, each once.
   */
  static List<Bar> sessions(String source, List<Bar> bars, Instant from, Instant now) {
    TradingCalendar calendar = TradingCalendar.NEW_YORK;
    Instant settled = Settled.at(now, Instrument.Kind.EQUITY);
    return ordered(
        source,
        bars.stream()
            .filter(bar -> !bar.opensAt().isBefore(from))
            .filter(
                bar -> {
                  LocalDate day = LocalDate.ofInstant(bar.opensAt(), ZoneOffset.UTC);
                  return calendar.isSession(day) && !calendar.close(day).isAfter(settled);
                })
            .toList());
  }
}
