package lowtide.config;

import lowtide.secret.Secret;

/**
 * Something in the config file that cannot be.
 *
 * @param line from 1; 0 where the file as a whole is meant
 * @param path of the key, e.g. {@code levels.watch.BTC[1]}; empty for the file as a whole
 * @param value as written, shortened; empty where there is none, and always for secrets
 * @param reason what is wrong with it
 * @param example what could stand there instead
 */
public record Problem(int line, String path, String value, String reason, String example) {
  private static final int LONGEST = 80;

  public Problem {
    value = shown(value);
  }

  /** The text on one line, at most 80 characters of it, control characters made visible. */
  static String shown(String text) {
    String line = visible(text);
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private static String visible(String text) {
    return text.replaceAll("\\p{Cntrl}", "·");
  }

  /** A line for people: a token that stands where none belongs is not repeated. */
  String in(String file) {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    if (!path.isEmpty()) {
      text.append(": ").append(path);
    }
    if (!value.isEmpty()) {
      text.append(": ").append(value);
    }
    text.append(": ").append(reason);
    if (!example.isEmpty()) {
      text.append(". For example: ").append(example);
    }
    return Secret.cutFrom(visible(text.toString()));
  }
}
