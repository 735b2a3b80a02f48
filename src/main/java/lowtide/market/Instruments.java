package lowtide.market;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The instruments there are, by symbol. */
public final class Instruments {
  private final Map<String, Instrument> bySymbol = new LinkedHashMap<>();

  public Instruments(Collection<Instrument> instruments) {
    instruments.forEach(instrument -> bySymbol.put(instrument.symbol(), instrument));
  }

  /** The instrument with this symbol, in upper or lower case. */
  public Optional<Instrument> find(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol.toUpperCase(Locale.ROOT)));
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
