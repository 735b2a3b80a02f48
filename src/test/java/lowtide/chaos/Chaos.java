package lowtide.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lowtide.app.DayRun;
import lowtide.chaos.Trial.Disturbance;
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
    Broadcast.Result broadcast = Broadcast.run(Duration.ofSeconds(full ? 180 : 10));
    System.out.println(broadcast);
    DayRun.Result day = DayRun.run(full ? 240 : 24);
    System.out.println(day);
    // Speed is asked for only where the machine has nothing else to do.
    boolean good = broadcast.isRight() && (!full || broadcast.isFast()) && day.isGood();
    for (int nodes : new int[] {1, 2}) {
      boolean sqlite = nodes == 1;
      Trial.Result result =
          new Trial(sqlite ? sqlite() : postgres(), nodes, disturbances(sqlite, full), 1).run();
      System.out.println((sqlite ? "SQLite: " : "PostgreSQL, two nodes: ") + result);
      good &= result.isGood();
    }
    System.exit(good ? 0 : 1);
  }

  private static List<Disturbance> disturbances(boolean sqlite, boolean full) {
    List<Disturbance> all = new ArrayList<>(Collections.nCopies(full ? 200 : 5, Disturbance.KILL));
    for (Disturbance one : Disturbance.values()) {
      boolean possible =
          switch (one) {
            case KILL -> false; // there already
            case FREEZE -> full && !sqlite;
            case DATABASE -> !sqlite;
            default -> true;
          };
      all.addAll(Collections.nCopies(possible ? full ? 3 : 1 : 0, one));
    }
    Collections.shuffle(all, new Random(7));
    return all;
  }

  private static Trial.Store sqlite() throws Exception {
    Path data = Files.createTempDirectory("lowtide-chaos").resolve("data");
    return new Trial.Store() {
      @Override
      public Database open() {
        return SqliteDatabase.open(data);
      }

      @Override
      public String argument() {
        return data.toString();
      }

      @Override
      public void restart() {
        throw new UnsupportedOperationException("a file has nothing to restart");
      }
    };
  }

  private static Trial.Store postgres() {
    PostgresSettings settings = LocalPostgres.database();
    return new Trial.Store() {
      @Override
      public Database open() {
        return PostgresDatabase.open(settings);
      }

      @Override
      public String argument() {
        return settings.url();
      }

      @Override
      public void restart() throws Exception {
        LocalPostgres.restart();
      }
    };
  }
}
