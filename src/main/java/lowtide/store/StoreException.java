package lowtide.store;

import java.io.Serial;
import java.nio.file.FileSystemException;

/** The store cannot be opened or used. The message tells people why and what to do. */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The first line of what a failure says: drivers add stack traces and hints below it. */
  public static String firstLine(Exception cause) {
    String message = cause.getMessage();
    if (cause instanceof FileSystemException file && file.getReason() == null) {
      // Its message is the path alone.
      return cause.getClass().getSimpleName().replace("Exception", "");
    }
    return message == null ? cause.getClass().getSimpleName() : message.strip().split("\\R", 2)[0];
  }
}
