package lowtide.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The config file as the bot applied it last, kept beside the store for {@code check --diff}. */
final class AppliedConfig {
  private static final Logger log = LoggerFactory.getLogger(AppliedConfig.class);
  private static final String NAME = "applied.yml";

  private AppliedConfig() {}

  static void keep(byte[] config, Path data) {
    try {
      Path fresh = data.resolve(NAME + ".new");
      Files.write(fresh, config);
      Files.move(fresh, data.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      log.warn("what was applied is not kept for check --diff: {}", e.getMessage());
    }
  }

  /** Its text; empty if none was applied yet. */
  static Optional<String> text(Path data) throws IOException {
    Path file = data.resolve(NAME);
    return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }
}
