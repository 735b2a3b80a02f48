package lowtide.signal;

/**
 * Whose setup is watched.
 *
 * @param instrument symbol
 */
public record SetupSettings(String instrument) {
  public static final SetupSettings DEFAULT = new SetupSettings("BTC");
}
