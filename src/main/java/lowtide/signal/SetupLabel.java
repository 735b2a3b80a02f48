package lowtide.signal;

/** The count of conditions in words. */
public enum SetupLabel {
  FEW("few met: wait-for-cleaner conditions"),
  MIXED("mixed"),
  MORE("more conditions met");

  private final String words;

  SetupLabel(String words) {
    this.words = words;
  }

  static SetupLabel of(int count, SetupSettings settings) {
    return count >= settings.more() ? MORE : count >= settings.mixed() ? MIXED : FEW;
  }

  public String words() {
    return words;
  }
}
