package lowtide.secret;

/** A token that is never printed. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("secret is blank");
    }
    this.value = value;
  }

  /** The token itself: only for the request that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
