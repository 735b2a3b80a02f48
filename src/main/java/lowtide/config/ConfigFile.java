package lowtide.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The config file. It is checked as a whole, and refused as a whole; nothing in it is repaired. */
public final class ConfigFile {
  private static final long LARGEST = 1 << 20;

  private ConfigFile() {}

  /**
   * @param environment where {@code env:NAME} tokens are
   * @throws ConfigException with everything that is wrong
   */
  public static Settings read(Path file, Map<String, String> environment) throws ConfigException {
    return parse(text(file), file, environment);
  }

  /**
   * @param file what the text is called in messages, and where relative paths begin
   * @throws ConfigException with everything that is wrong
   */
  public static Settings parse(String text, Path file, Map<String, String> environment)
      throws ConfigException {
    List<Problem> problems = new ArrayList<>();
    var mapping = YamlTree.read(text, problems);
    if (mapping.isEmpty()) {
      throw new ConfigException(file, problems);
    }
    Section top = new Section("", 1, mapping.get(), problems);
    Path folder = file.toAbsolutePath().getParent();
    Secrets secrets = new Secrets(folder == null ? file : folder, environment);
    Settings settings = new SettingsReader(top, secrets).read();
    new CrossChecks(top, settings).run();
    if (!problems.isEmpty()) {
      throw new ConfigException(file, problems);
    }
    return settings;
  }

  private static String text(Path file) throws ConfigException {
    try {
      if (!Files.exists(file)) {
        throw whole(file, "there is no config file here", "--config config/lowtide.yml");
      }
      if (!Files.isRegularFile(file)) {
        throw whole(file, "is not a file", "--config config/lowtide.yml");
      }
      if (Files.size(file) > LARGEST) {
        throw whole(file, "is larger than 1 MiB: not a config file", "--config config/lowtide.yml");
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      if (text.isBlank()) {
        throw whole(file, "is empty", "instruments: {BTC: {name: Bitcoin, kind: crypto}}");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw whole(file, "is not text in UTF-8", "save it with the encoding UTF-8");
    } catch (IOException e) {
      throw whole(file, "cannot be read", "a file that this user may read");
    }
  }

  private static ConfigException whole(Path file, String reason, String example) {
    return new ConfigException(file, List.of(new Problem(0, "", "", reason, example)));
  }
}
