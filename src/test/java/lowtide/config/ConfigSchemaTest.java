package lowtide.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSchemaTest {
  private static final Path SHIPPED = Path.of("config/lowtide.yml");
  private static final Path SCHEMA = Path.of("config/lowtide.schema.json");

  private static Schema schema() throws Exception {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(Files.readString(SCHEMA));
  }

  @Test
  void theShippedSchemaIsWhatTheReadersAskFor() throws Exception {
    assertThat(Files.readString(SCHEMA))
        .as("if not: java -jar target/lowtide.jar schema > config/lowtide.schema.json")
        .isEqualTo(ConfigSchema.of(Files.readString(SHIPPED)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lowtide.yml",
        "examples/telegram.yml",
        "examples/discord.yml",
        "examples/both-postgresql.yml"
      })
  void everyShippedFileIsValidByTheSchemaAndByTheBot(String name) throws Exception {
    Path file = Path.of("config").resolve(name);
    assertThat(schema().validate(Files.readString(file), InputFormat.YAML)).isEmpty();
    Map<String, String> environment =
        Map.of(
            "LOWTIDE_TELEGRAM_TOKEN", "1:x",
            "LOWTIDE_DISCORD_TOKEN", "x",
            "LOWTIDE_STORE_PASSWORD", "x");
    assertThat(ConfigFile.read(file, environment)).isNotNull();
    assertThat(Files.readString(file).lines().findFirst().orElseThrow())
        .as("for editors")
        .contains("lowtide.schema.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "levels: {wach: {BTC: [1]}} | wach",
        "levels: {watch: {BTC: [high]}} | number",
        "phase: {low: {enter: thirty}} | number",
        "terminal: 7 | boolean",
        "store: {user: lowtide} | url",
        "instruments: {BTC: {kind: crypto, sources: {coinbse: x}}} | coinbse"
      })
  void anEditorUnderlinesWhatTheBotRefuses(String text, String named) throws Exception {
    String yaml = text.startsWith("instruments") ? text : "instruments: {}\n" + text;
    assertThat(schema().validate(yaml, InputFormat.YAML))
        .anyMatch(error -> error.toString().contains(named));
  }
}
