package lowtide.app;

import java.io.PrintStream;
import java.nio.file.Files;
import lowtide.config.ConfigSchema;
import picocli.CommandLine.Command;

/** schema: what an editor has to know to complete and check the config file. */
@Command(
    name = "schema",
    description = {
      "Prints the JSON schema of the config file, with its comments as descriptions.",
      "For example: schema > config/lowtide.schema.json"
    })
final class SchemaCommand extends Main.Subcommand {
  @Override
  public Integer call() throws Exception {
    PrintStream out = Terminal.out();
    out.print(
        ConfigSchema.of(
            Files.exists(places().config()) ? Files.readString(places().config()) : ""));
    out.flush();
    return 0;
  }
}
