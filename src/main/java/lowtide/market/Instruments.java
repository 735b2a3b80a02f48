package lowtide.market;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The instruments there are, by symbol. */
public final class Instruments {
  private static final int SHORTEST_NAME = 3;

  private final Map<String, Instrument> bySymbol = new LinkedHashMap<>();

  public Instruments(Collection<Instrument> instruments) {
    instruments.forEach(instrument -> bySymbol.put(instrument.symbol(), instrument));
  }

  /** The instrument with this symbol, in upper or lower case. */
  public Optional<Instrument> find(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol.toUpperCase(Locale.ROOT)));
  }

  /**
   * What somebody means who types this: a symbol, also as {@code $btc}, {@code BTC-USD} or {@code
   * BTC/USDT}; or a name, of which the first three letters will do where they fit one alone.
   */
  public Optional<Instrument> meant(String typed) {
    String word = typed.toUpperCase(Locale.ROOT).replaceFirst("^\\$", "");
    return find(word)
        .or(() -> find(word.replaceFirst("[-/_]?USD[TC]?$", "")))
        .or(() -> named(word));
  }

  private Optional<Instrument> named(String word) {
    if (word.length() < SHORTEST_NAME) {
      return Optional.empty();
    }
    List<Instrument> fitting =
        bySymbol.values().stream()
            .filter(
                instrument -> {
                  String name = instrument.name().toUpperCase(Locale.ROOT);
                  // Ether is called Ethereum too.
                  return name.startsWith(word)
                      || name.length() > SHORTEST_NAME && word.startsWith(name);
                })
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException if there is none
   */
  public Instrument get(String symbol) {
    return find(symbol)
        .orElseThrow(
            () -> new IllegalArgumentException("%s is not one of %s".formatted(symbol, symbols())));
  }

  public Collection<Instrument> all() {
    return bySymbol.values();
  }

  public Set<String> symbols() {
    return bySymbol.keySet();
  }
}
