package lowtide.market.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import lowtide.market.Bar;
import lowtide.market.SourceException;

/** Reads a source's JSON; whatever is not as promised is malformed. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

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
    String text = found.toString();
    return new SourceException(
        SourceException.Kind.MALFORMED,
        "%s: %s: %s"
            .formatted(source, what, text.length() <= 80 ? text : text.substring(0, 80) + "…"));
  }

  /** A positive price below 1e9, written as a number or in quotes. */
  static BigDecimal price(String source, JsonNode node) {
    try {
      if (node.isNumber() || node.isTextual()) {
        String text = node.asText();
        if (text.length() <= 40) {
          BigDecimal price = new BigDecimal(text);
          if (price.signum() > 0 && price.compareTo(BigDecimal.valueOf(Bar.HIGHEST_PRICE)) < 0) {
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
}
