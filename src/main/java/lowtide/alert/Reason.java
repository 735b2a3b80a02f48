package lowtide.alert;

/**
 * Why an alert is not told, or not at once: every reason there is, in the order in which they are
 * looked for. The first two are found before there is an alert, the last four are a chat's own.
 */
public enum Reason {
  NO_FRESH_PRICE("inhibition", "no fresh price of %s: nothing is told of it until there is one"),
  ONE_VENUE_ALONE("inhibition", "one venue alone has a price of %s: nothing is told by it"),
  DEEPER_LEVEL("inhibition", "a deeper level: %s"),
  SAME_MOVE("grouping", "told in: %s"),
  TOLD_JUST_BEFORE("cool-down", "the same was told less than %s before"),
  LEVEL_NOT_WANTED("routing", "this chat is not told of this level"),
  SNOOZED("silence", "snoozed until %s"),
  MUTED("silence", "muted until it recovers"),
  QUIET_HOURS("quiet hours", "held until %s");

  private final String stage;
  private final String words;

  Reason(String stage, String words) {
    this.stage = stage;
    this.words = words;
  }

  /** The stage of the policy that finds it. */
  public String stage() {
    return stage;
  }

  /** For people, with what it is about. */
  String words(Object... about) {
    return words.formatted(about);
  }
}
