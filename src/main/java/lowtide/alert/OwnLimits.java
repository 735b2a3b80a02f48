package lowtide.alert;

/**
 * How many rules chats may make.
 *
 * @param perChat in one chat
 * @param all in all chats together
 */
public record OwnLimits(int perChat, int all) {
  public static final OwnLimits DEFAULT = new OwnLimits(20, 5_000);

  public OwnLimits {
    if (perChat < 0 || all < perChat || all > 100_000) {
      throw new IllegalArgumentException(
          "need 0 <= perChat <= all <= 100000: %d, %d".formatted(perChat, all));
    }
  }
}
