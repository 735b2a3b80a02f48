package lowtide.chat.discord;

import java.util.Set;
import lowtide.chat.Delivery;
import lowtide.secret.Secret;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;

/** Discord's refusals, as what they mean for a message that is owed. */
final class Outcome {
  private static final int UNKNOWN_CHANNEL = 10003;
  private static final int MISSING_ACCESS = 50001;
  private static final int CANNOT_MESSAGE_USER = 50007;
  static final int MISSING_PERMISSIONS = 50013;

  /** Somebody can undo these with a click, so the subscription stays. */
  private static final Set<Integer> PAUSE =
      Set.of(MISSING_ACCESS, CANNOT_MESSAGE_USER, MISSING_PERMISSIONS);

  private Outcome() {}

  static Delivery of(Throwable failure, Pace pace, Secret token) {
    String reason = Reason.of(failure, token);
    if (!(failure instanceof ErrorResponseException refused)) {
      return new Delivery.Failed(reason);
    }
    int status = refused.getResponse().code;
    int code = refused.getErrorCode();
    if (status == 401) {
      return new Delivery.Unauthorized(reason);
    }
    if (code == UNKNOWN_CHANNEL) {
      return new Delivery.Gone(reason);
    }
    if (isPause(failure)) {
      return new Delivery.RetryAfter(pace.pause(), false, reason);
    }
    boolean aboutTheMessage = status == 400 || status == 413 || code >= 10_000;
    return status >= 400 && status < 500 && status != 429 && aboutTheMessage
        ? new Delivery.Rejected(reason)
        : new Delivery.Failed(reason);
  }

  /** Said of channels that are hidden from us, and of those of a server we are not in. */
  static boolean isMissingAccess(Throwable failure) {
    return failure instanceof ErrorResponseException refused
        && refused.getErrorCode() == MISSING_ACCESS;
  }

  static boolean isPause(Throwable failure) {
    return failure instanceof ErrorResponseException refused
        && PAUSE.contains(refused.getErrorCode());
  }

  static boolean isMissingPermissions(Throwable failure) {
    return failure instanceof ErrorResponseException refused
        && refused.getErrorCode() == MISSING_PERMISSIONS;
  }
}
