package lowtide.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lowtide.alert.DeliverySettings;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlOutbox;
import lowtide.store.sql.SqlSubscriptions;

/** Nodes that are killed at random instants, and what arrived in the end. */
final class Kills {
  private static final int CHATS = 5;
  private static final int STEPS_A_KILL = 12;

  /** How to reach the store: from here, and as an argument of a node. */
  interface Store {
    Database open();

    String argument();
  }

  /** What came out. */
  record Result(
      int kills,
      int freezes,
      int steps,
      int alerts,
      int delivered,
      int lost,
      int outOfOrder,
      int duplicates,
      int refusals) {
    boolean isGood() {
      // A kill repeats at most what was in flight: a message for each chat.
      return lost == 0 && outOfOrder == 0 && alerts == steps && duplicates <= kills * CHATS;
    }

    @Override
    public String toString() {
      return ("%d kills, %d freezes: %d steps made %d alerts; %d messages arrived, %d lost, %d out of"
              + " order, %d repeated; the platform refused %d times; %s")
          .formatted(
              kills,
              freezes,
              steps,
              alerts,
              delivered,
              lost,
              outOfOrder,
              duplicates,
              refusals,
              isGood() ? "good" : "NOT GOOD");
    }
  }

  private final Store store;
  private final int nodes;
  private final int kills;
  private final int freezes;
  private final Random random;
  private final Path logs;

  Kills(Store store, int nodes, int kills, int freezes, long seed) throws IOException {
    this.store = store;
    this.nodes = nodes;
    this.kills = kills;
    this.freezes = freezes;
    this.random = new Random(seed);
    this.logs = Files.createTempDirectory("lowtide-chaos-logs");
  }

  Result run() throws Exception {
    int steps = STEPS_A_KILL * (kills + freezes);
    try (Database database = store.open()) {
      SqlSubscriptions subscriptions = new SqlSubscriptions(database);
      for (int i = 0; i < CHATS; i++) {
        subscriptions.set(ChatId.of(ChaosNode.PLATFORM, "" + i), EnumSet.allOf(Topic.class));
      }
    }
    List<Process> running = new ArrayList<>();
    try (ChaosServer server = new ChaosServer(random.nextLong())) {
      for (int i = 0; i < nodes; i++) {
        running.add(node(server, steps));
      }
      for (int k = 0; k < kills; k++) {
        Thread.sleep(500 + random.nextInt(900));
        Process victim = running.remove(random.nextInt(running.size()));
        victim.destroyForcibly().waitFor();
        running.add(node(server, steps));
      }
      for (int k = 0; k < freezes; k++) {
        freeze(running);
      }
      server.works();
      drain(server, steps);
      for (Process process : running) {
        process.destroyForcibly().waitFor();
      }
      return result(server, steps);
    } finally {
      running.forEach(Process::destroyForcibly);
    }
  }

  private Process node(ChaosServer server, int steps) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlowtide.log=WARN",
            "-cp",
            System.getProperty("java.class.path"),
            ChaosNode.class.getName(),
            store.argument(),
            "" + server.port(),
            "" + steps)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(logs.toFile(), "node.log")))
        .start();
  }

  /** All nodes but one sleep for longer than a leader may be silent, and wake up again. */
  private static void freeze(List<Process> running) throws Exception {
    for (Process process : running.subList(1, running.size())) {
      signal("-STOP", process);
    }
    Thread.sleep(15_000);
    for (Process process : running.subList(1, running.size())) {
      signal("-CONT", process);
    }
    Thread.sleep(1_000);
    // And the other way round, so that the leader was among them once.
    signal("-STOP", running.get(0));
    Thread.sleep(15_000);
    signal("-CONT", running.get(0));
  }

  private static void signal(String name, Process process) throws Exception {
    new ProcessBuilder("kill", name, "" + process.pid()).start().waitFor();
  }

  private void drain(ChaosServer server, int steps) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (System.nanoTime() < deadline) {
      Map<String, List<String>> taken = server.taken();
      boolean all =
          taken.size() == CHATS
              && taken.values().stream().allMatch(got -> new HashSet<>(got).size() == steps);
      if (all) {
        Thread.sleep(500);
        return;
      }
      Thread.sleep(200);
    }
  }

  private Result result(ChaosServer server, int steps) throws Exception {
    Set<String> alerts;
    try (Database database = store.open()) {
      SqlOutbox.beside(database);
      alerts =
          new SqlAlertStore(database, Clock.systemUTC(), DeliverySettings.DEFAULT)
              .latest(10 * steps).stream()
                  .map(told -> told.event() + "@" + told.at())
                  .collect(Collectors.toSet());
    }
    int lost = 0;
    int outOfOrder = 0;
    int duplicates = 0;
    int delivered = 0;
    for (List<String> got : new TreeMap<>(server.taken()).values()) {
      delivered += got.size();
      Set<String> seen = new HashSet<>();
      String last = "";
      for (String notification : got) {
        String at = notification.substring(notification.indexOf('@') + 1);
        if (!seen.add(notification)) {
          duplicates++;
        } else {
          outOfOrder += at.compareTo(last) < 0 ? 1 : 0;
          last = at;
        }
      }
      lost += steps - seen.size();
    }
    lost += (CHATS - server.taken().size()) * steps;
    return new Result(
        kills,
        freezes,
        steps,
        alerts.size(),
        delivered,
        lost,
        outOfOrder,
        duplicates,
        server.refused());
  }
}
