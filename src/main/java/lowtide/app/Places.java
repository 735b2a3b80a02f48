package lowtide.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import lowtide.config.ConfigException;
import lowtide.config.ConfigFile;
import lowtide.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the config file and the data are. */
final class Places {
  private static final String USUAL_CONFIG = "config/lowtide.yml";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Config file (default " + USUAL_CONFIG + ").")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Folder of the store (default ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  Path config() {
    return config == null ? Path.of(USUAL_CONFIG) : config;
  }

  Path data() {
    return data;
  }

  Settings settings() throws ConfigException {
    return ConfigFile.read(config(), System.getenv());
  }

  /** The named config file's settings, or those the program ships with: the demo needs no file. */
  Settings settingsOrShipped() throws ConfigException {
    if (config != null) {
      return settings();
    }
    try (InputStream shipped = Places.class.getResourceAsStream("/" + USUAL_CONFIG)) {
      if (shipped == null) {
        throw new IllegalStateException("the shipped config is missing from the program");
      }
      String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      return ConfigFile.parse(text, Path.of(USUAL_CONFIG), System.getenv());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
