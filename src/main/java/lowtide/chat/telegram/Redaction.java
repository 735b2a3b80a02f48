package lowtide.chat.telegram;

import lowtide.secret.Secret;

/** Text from outside made fit to be logged: one short line without the token. */
final class Redaction {
  private static final int LONGEST = 200;

  private final Secret token;

  Redaction(Secret token) {
    this.token = token;
  }

  String of(String text) {
    // The part after the colon is the secret one and may turn up alone.
    String whole = token.reveal();
    String secretPart = whole.substring(whole.indexOf(':') + 1);
    String clean = text.replace(whole, "***");
    if (!secretPart.isBlank()) {
      clean = clean.replace(secretPart, "***");
    }
    clean = CleanText.line(clean).strip();
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }

  String of(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof Unanswered && message != null) {
      return of(message);
    }
    String kind = failure.getClass().getSimpleName();
    return of(message == null ? kind : kind + ": " + message);
  }
}
