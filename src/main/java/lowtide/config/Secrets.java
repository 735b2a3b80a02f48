package lowtide.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lowtide.secret.Secret;

/** Fetches tokens from where the file says they are. No message of its ever holds one. */
final class Secrets {
  private static final Pattern ENVIRONMENT = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]{0,99})");
  private static final int LONGEST = 4096;

  private final Path folder;
  private final Map<String, String> environment;

  /**
   * @param folder that relative paths are read from
   */
  Secrets(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  Optional<Secret> read(Section section, String key, String variable) {
    return read(section, key, variable, section.required(key, "env:" + variable, text -> text));
  }

  /** The same of one that need not be there. */
  Optional<Secret> readIfThere(Section section, String key, String variable) {
    return read(section, key, variable, section.optional(key, "env:" + variable, text -> text));
  }

  private Optional<Secret> read(
      Section section, String key, String variable, Optional<String> reference) {
    String example = "%s: env:%s".formatted(key, variable);
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    String text = reference.get();
    if (ENVIRONMENT.matcher(text).matches()) {
      String name = text.substring("env:".length());
      String value = environment.getOrDefault(name, "").strip();
      if (value.isEmpty()) {
        section.wrong(key, text, "the environment variable is not set", "export " + name + "=...");
        return Optional.empty();
      }
      return sound(section, key, text, value, "export " + name + "=...");
    }
    if (text.startsWith("file:")) {
      return fromFile(section, key, text);
    }
    // Whatever stands there may be the token itself.
    section.wrong(key, "", "a token must not stand in the file itself", example);
    return Optional.empty();
  }

  private Optional<Secret> fromFile(Section section, String key, String text) {
    try {
      Path file = folder.resolve(text.substring("file:".length()));
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        section.wrong(key, text, "there is no such file", key + ": file:/run/secrets/token");
        return Optional.empty();
      }
      String value = Files.readString(file).strip();
      if (value.isEmpty()) {
        section.wrong(key, text, "the file is empty", key + ": file:/run/secrets/token");
        return Optional.empty();
      }
      return sound(section, key, text, value, key + ": file:/run/secrets/token");
    } catch (IOException | InvalidPathException e) {
      section.wrong(key, text, "the file cannot be read", key + ": file:/run/secrets/token");
      return Optional.empty();
    }
  }

  private static Optional<Secret> sound(
      Section section, String key, String text, String value, String example) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      section.wrong(key, text, "holds a line break or another control character", example);
      return Optional.empty();
    }
    return Optional.of(new Secret(value));
  }
}
