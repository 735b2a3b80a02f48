package lowtide.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import lowtide.app.DayRun;
import lowtide.store.postgres.LocalPostgres;
import lowtide.store.postgres.PostgresDatabase;
import lowtide.store.postgres.PostgresSettings;
import lowtide.store.sql.Database;
import lowtide.store.sqlite.SqliteDatabase;

/** Runs the chaos suite, prints what came out, and fails if anything was lost. */
final class Chaos {
  private Chaos() {}

  /** Argument: {@code short} or {@code full}. */
  public static void main(String[] args) throws Exception {
    boolean full = args.length > 0 && args[0].equals("full");
    int kills = full ? 200 : 12;
    Broadcast.Result broadcast = Broadcast.run(Duration.ofSeconds(full ? 600 : 20));
    System.out.println(broadcast);
    DayRun.Result day = DayRun.run(full ? 240 : 24);
    System.out.println(day);
    // Speed is asked for only where the machine has nothing else to do.
    boolean good = broadcast.isRight() && (!full || broadcast.isFast()) && day.isGood();
    for (int nodes : new int[] {1, 2}) {
      boolean sqlite = nodes == 1;
      Kills.Result result =
          new Kills(sqlite ? sqlite() : postgres(), nodes, kills, sqlite ? 0 : full ? 3 : 0, 1)
              .run();
      System.out.println((sqlite ? "SQLite: " : "PostgreSQL, two nodes: ") + result);
      good &= result.isGood();
    }
    System.exit(good ? 0 : 1);
  }

  private static Kills.Store sqlite() throws Exception {
    Path data = Files.createTempDirectory("lowtide-chaos").resolve("data");
    return new Kills.Store() {
      @Override
      public Database open() {
        return SqliteDatabase.open(data);
      }

      @Override
      public String argument() {
        return data.toString();
      }
    };
  }

  private static Kills.Store postgres() {
    PostgresSettings settings = LocalPostgres.database();
    return new Kills.Store() {
      @Override
      public Database open() {
        return PostgresDatabase.open(settings);
      }

      @Override
      public String argument() {
        return settings.url();
      }
    };
  }
}
