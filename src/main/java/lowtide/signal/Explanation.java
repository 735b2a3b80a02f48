package lowtide.signal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a number came to be: enough to check it by hand, and what stands under every alert.
 *
 * @param about what was worked out, e.g. {@code BTC and PSCT: correlation over 60 sessions}
 * @param formula in words, one sentence or two
 * @param inputs what went in, by name, in the order to be read: numbers unrounded
 * @param parameters the settings it was worked out by, likewise
 * @param sample how much it rests on, e.g. {@code n 60, effective n 57.8}; never empty
 * @param sources where the data are from, as shown to people
 * @param asOf the moment the data reach to
 * @param flags what to mind, e.g. {@code ASYNC}, {@code STALE}
 * @param baseRate how often it happens anyway; empty where that is not known
 * @param episodes how often it was so before; empty where that is not known
 */
public record Explanation(
    String about,
    String formula,
    Map<String, Object> inputs,
    Map<String, Object> parameters,
    String sample,
    String sources,
    Instant asOf,
    List<String> flags,
    String baseRate,
    String episodes) {

  public Explanation {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    flags = List.copyOf(flags);
  }

  public static Builder of(String about) {
    return new Builder(about);
  }

  /** Collects an explanation's parts. */
  public static final class Builder {
    private final String about;
    private final Map<String, Object> inputs = new LinkedHashMap<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private String formula = "";
    private String sample = "";
    private String sources = "";
    private Instant asOf = Instant.EPOCH;
    private List<String> flags = List.of();
    private String baseRate = "";
    private String episodes = "";

    private Builder(String about) {
      this.about = about;
    }

    public Builder formula(String words) {
      formula = words;
      return this;
    }

    public Builder input(String name, Object value) {
      inputs.put(name, value);
      return this;
    }

    public Builder parameter(String name, Object value) {
      parameters.put(name, value);
      return this;
    }

    public Builder sample(String words) {
      sample = words;
      return this;
    }

    public Builder sources(String words) {
      sources = words;
      return this;
    }

    public Builder asOf(Instant at) {
      asOf = at;
      return this;
    }

    public Builder flags(List<String> words) {
      flags = words;
      return this;
    }

    public Builder baseRate(String words) {
      baseRate = words;
      return this;
    }

    public Builder episodes(String words) {
      episodes = words;
      return this;
    }

    public Explanation build() {
      return new Explanation(
          about, formula, inputs, parameters, sample, sources, asOf, flags, baseRate, episodes);
    }
  }
}
