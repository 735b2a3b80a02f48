package lowtide.alert;

/**
 * How many rules chats may make.
 *
 * @param perChat in one chat
 * @param perUser by one person, in all chats together
 * @param all in all chats together
 */
public record OwnLimits(int perChat, int perUser, int all) {
  public static final OwnLimits DEFAULT = new OwnLimits(20, 40, 5_000);

  public OwnLimits {
    if (perChat < 0 || perUser < 0 || all < perChat || all < perUser || all > 100_000) {
      throw new IllegalArgumentException(
          "need 0 <= perChat and perUser <= all <= 100000: %d, %d, %d"
              .formatted(perChat, perUser, all));
    }
  }
}
