package lowtide.market;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something with a price, or another daily figure: its ticker symbol, the name people use and when
 * it trades.
 *
 * @param symbol upper case, 1 to 12 letters or digits, e.g. {@code BTC}
 * @param name what people call it, e.g. {@code Bitcoin}
 */
public record Instrument(String symbol, String name, Kind kind) {
  private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{1,12}");

  /** When an instrument trades, and so what one of its days is. */
  public enum Kind {
    /** Round the clock; a day is the UTC day. */
    CRYPTO,
    /** In New York sessions; a day is the session. */
    EQUITY,
    /**
     * A daily figure that is not a price, of UTC days: imported, never asked for, without a last
     * quote, and never offered as an asset in chats.
     */
    METRIC
  }

  public Instrument {
    Objects.requireNonNull(kind, "kind");
    if (!SYMBOL.matcher(symbol).matches()) {
      throw new IllegalArgumentException(
          "symbol must be 1 to 12 upper-case letters or digits, such as BTC: " + symbol);
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("name of " + symbol + " is blank");
    }
  }
}
