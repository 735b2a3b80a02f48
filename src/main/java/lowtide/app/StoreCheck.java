package lowtide.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import lowtide.config.Settings;
import lowtide.store.StoreException;
import lowtide.store.postgres.PostgresCheck;
import lowtide.store.postgres.PostgresSettings;
import lowtide.store.sqlite.SqliteCheck;

/** Whether the store can be read and has room. */
final class StoreCheck {
  private static final long LEAST_FREE = 200L << 20;

  private StoreCheck() {}

  static DoctorCommand.Finding of(Settings settings, Path folder) {
    PostgresSettings server = settings.store();
    return server == null ? file(folder) : server(server);
  }

  private static DoctorCommand.Finding server(PostgresSettings server) {
    long begin = System.nanoTime();
    boolean ok = true;
    String detail;
    try {
      detail = "%s: %s".formatted(server.url(), PostgresCheck.of(server));
    } catch (StoreException e) {
      ok = false;
      detail = "%s: %s".formatted(server.url(), e.getMessage());
    }
    return finding(
        begin,
        ok,
        detail,
        ok
            ? ""
            : "no alert goes out without it: check that the server runs, then store.url, user and password");
  }

  private static DoctorCommand.Finding file(Path folder) {
    long begin = System.nanoTime();
    String detail;
    String advice = "";
    boolean ok = true;
    try {
      Path there = Files.exists(folder) ? folder : parent(folder);
      long free = Files.getFileStore(there).getUsableSpace();
      if (!Files.exists(folder)) {
        detail = "%s is not there yet: the first start makes it".formatted(folder);
      } else {
        detail = "%s: %s".formatted(folder, SqliteCheck.of(folder));
        ok = detail.endsWith("intact") || detail.endsWith("no database yet");
        advice =
            ok ? "" : "put a backup in its place, or move it away to begin with an empty store";
      }
      if (ok && !Files.isWritable(there)) {
        ok = false;
        detail += "; not writable";
        advice = "give the bot's user the right to write there";
      } else if (ok && free < LEAST_FREE) {
        ok = false;
        detail += "; %d MB free".formatted(free >> 20);
        advice = "make room on the disk";
      }
    } catch (IOException | StoreException e) {
      ok = false;
      detail = String.valueOf(e.getMessage());
      advice = "check --data and the rights on it";
    }
    return finding(begin, ok, detail, advice);
  }

  private static DoctorCommand.Finding finding(
      long begin, boolean ok, String detail, String advice) {
    return DoctorCommand.Finding.of(
        "Store", ok, Duration.ofNanos(System.nanoTime() - begin), detail, advice);
  }

  private static Path parent(Path folder) {
    Path parent = folder.toAbsolutePath().getParent();
    while (parent != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    return parent == null ? Path.of("/") : parent;
  }
}
