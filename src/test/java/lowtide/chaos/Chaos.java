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

  /** Arguments: {@code short} or {@code full}, and {@code postgres} for what two nodes do alone. */
  public static void main(String[] args) throws Exception {
    boolean full = List.of(args).contains("full");
    boolean good = true;
    if (!List.of(args).contains("postgres")) {
      good = isGood(Broadcast.run(Duration.ofSeconds(full ? 180 : 10)), full);
      DayRun.Result day = DayRun.run(full ? 240 : 24);
      System.out.println(day);
      good &= day.isGood();
      good &= isGood("SQLite", new Trial(sqlite(), 1, disturbances(true, full), 1));
    }
    good &= isGood(Broadcast.runByTwoNodes(Duration.ofSeconds(full ? 180 : 8)), full);
    good &= isGood("PostgreSQL, two nodes", new Trial(postgres(), 2, disturbances(false, full), 1));
    System.exit(good ? 0 : 1);
  }

  private static boolean isGood(Broadcast.Result broadcast, boolean full) {
    System.out.println(broadcast);
    // Speed is asked for only where the machine has nothing else to do.
    return broadcast.isRight() && (!full || broadcast.isFast());
  }

  private static boolean isGood(String what, Trial trial) throws Exception {
    Trial.Result result = trial.run();
    System.out.println(what + ": " + result);
    return result.isGood();
  }

  private static List<Disturbance> disturbances(boolean sqlite, boolean full) {
    List<Disturbance> all = new ArrayList<>(Collections.nCopies(full ? 200 : 4, Disturbance.KILL));
    for (Disturbance one : Disturbance.values()) {
      boolean possible =
          switch (one) {
            case KILL -> false; // there already
            case FREEZE -> full && !sqlite;
            case DATABASE -> !sqlite;
            // A platform's faults meet the same code on both: the short form tries them on one.
            case ERRORS, RESETS, SILENCE -> full || sqlite;
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
