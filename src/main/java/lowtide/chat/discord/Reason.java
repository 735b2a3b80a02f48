package lowtide.chat.discord;

import lowtide.secret.Secret;
import net.dv8tion.jda.api.exceptions.ContextException;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;

/** What went wrong, in one line for people, without the token. */
final class Reason {
  private static final int LONGEST = 300;

  private Reason() {}

  static String of(Throwable failure, Secret token) {
    Throwable cause = failure;
    // These say little themselves: what happened is underneath.
    while (cause.getCause() != null
        && !(cause.getCause() instanceof ContextException)
        && (cause instanceof IllegalStateException
            || (cause instanceof ErrorResponseException e && e.getResponse().isError()))) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String text =
        cause instanceof ErrorResponseException
            ? "Discord error " + message
            : cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    String clean = DiscordText.clean(text).replace(token.reveal(), "***");
    return DiscordText.shortened(clean.strip(), LONGEST);
  }
}
