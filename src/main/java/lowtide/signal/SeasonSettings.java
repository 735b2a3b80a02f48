package lowtide.signal;

/**
 * Whose seasons are told.
 *
 * @param instrument symbol
 */
public record SeasonSettings(String instrument) {
  public static final SeasonSettings DEFAULT = new SeasonSettings("BTC");
}
