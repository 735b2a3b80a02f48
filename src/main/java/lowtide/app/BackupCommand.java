package lowtide.app;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import lowtide.store.sqlite.SqliteBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** backup: the store as it is now, in one file. */
@Command(
    name = "backup",
    description = {
      "Writes the store as it is now into a new file, also while the bot runs.",
      "To restore it, stop the bot and copy the file over lowtide.db in the data folder."
    })
final class BackupCommand extends Main.Subcommand {
  @Parameters(paramLabel = "FILE", description = "A file that does not exist yet.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws Exception {
    if (places().settings().store() != null) {
      throw new Main.InputException(
          "the store is PostgreSQL, which has its own way: pg_dump -Fc -f %s DATABASE"
              .formatted(file));
    }
    if (file.toString().isEmpty()) {
      throw new Main.InputException("FILE: has no name. For example: backup lowtide.db");
    }
    if (Files.exists(file)) {
      throw new Main.InputException(
          "%s exists already and is not written over. For example: backup lowtide-%s.db"
              .formatted(file, clock().instant().toString().substring(0, 10)));
    }
    SqliteBackup.write(places().data(), file);
    PrintStream out = Terminal.out();
    out.println("%s: %,d bytes, checked".formatted(file, Files.size(file)));
    out.flush();
    return 0;
  }
}
