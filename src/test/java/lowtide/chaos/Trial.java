package lowtide.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
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

/** Nodes at work while things go wrong around them, and what arrived in the end. */
final class Trial {
  private static final int CHATS = 5;
  private static final int SHOWN = 10;
  private static final int STEPS_A_DISTURBANCE = 12;

  /** How to reach the store: from here, and as an argument of a node. */
  interface Store {
    Database open();

    String argument();

    void restart() throws Exception;
  }

  /** Something that goes wrong once. */
  enum Disturbance {
    KILL("kill"),
    FREEZE("freeze"),
    STORM("storm of 429"),
    ERRORS("run of 5xx"),
    RESETS("run of resets"),
    SILENCE("run of half-open connections"),
    CLOCK_AHEAD("clock set an hour ahead"),
    CLOCK_BACK("clock set an hour back"),
    DATABASE("restart of the database");

    private final String words;

    Disturbance(String words) {
      this.words = words;
    }
  }

  /** What came out. */
  record Result(
      List<Disturbance> disturbances,
      int steps,
      int alerts,
      long looks,
      int delivered,
      int lost,
      int outOfOrder,
      int duplicates,
      int refusals) {
    boolean isGood() {
      // A fault repeats at most what was in flight: a message for each chat.
      return lost == 0
          && outOfOrder == 0
          && alerts == steps
          && looks == steps + 1 // the first one takes note
          && duplicates <= disturbances.size() * CHATS;
    }

    @Override
    public String toString() {
      Map<Disturbance, Integer> counts = new EnumMap<>(Disturbance.class);
      disturbances.forEach(one -> counts.merge(one, 1, Integer::sum));
      String what =
          counts.entrySet().stream()
              .map(count -> count.getValue() + " × " + count.getKey().words)
              .collect(Collectors.joining(", "));
      return ("%s: %d steps made %d alerts, %d of them evaluated twice; %d messages arrived, %d"
              + " lost, %d out of order, %d repeated; the platform refused %d times; %s")
          .formatted(
              what,
              steps,
              alerts,
              looks - 1 - steps,
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
  private final List<Disturbance> disturbances;
  private final Random random;
  private final Path folder;

  Trial(Store store, int nodes, List<Disturbance> disturbances, long seed) throws IOException {
    this.store = store;
    this.nodes = nodes;
    this.disturbances = disturbances;
    this.random = new Random(seed);
    this.folder = Files.createTempDirectory("lowtide-chaos");
  }

  Result run() throws Exception {
    int steps = STEPS_A_DISTURBANCE * disturbances.size();
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
      for (Disturbance disturbance : disturbances) {
        Thread.sleep(500 + random.nextInt(900));
        disturb(disturbance, running, server, steps);
      }
      server.now(ChaosServer.Mood.GOOD);
      drain(server, steps);
      for (Process process : running) {
        process.destroyForcibly().waitFor();
      }
      return result(server, steps);
    } finally {
      running.forEach(Process::destroyForcibly);
    }
  }

  private void disturb(
      Disturbance disturbance, List<Process> running, ChaosServer server, int steps)
      throws Exception {
    switch (disturbance) {
      case KILL -> {
        Process victim = running.remove(random.nextInt(running.size()));
        victim.destroyForcibly().waitFor();
        running.add(node(server, steps));
      }
      case FREEZE -> freeze(running);
      case STORM -> moody(server, ChaosServer.Mood.STORM, 1_500);
      case ERRORS -> moody(server, ChaosServer.Mood.ERRORS, 1_500);
      case RESETS -> moody(server, ChaosServer.Mood.RESETS, 1_500);
      case SILENCE -> moody(server, ChaosServer.Mood.SILENCE, 3_000);
      case CLOCK_AHEAD -> Files.writeString(clock(), "3600000");
      case CLOCK_BACK -> Files.writeString(clock(), "-3600000");
      case DATABASE -> store.restart();
    }
  }

  private static void moody(ChaosServer server, ChaosServer.Mood mood, long millis)
      throws Exception {
    server.now(mood);
    Thread.sleep(millis);
    server.now(ChaosServer.Mood.MIXED);
  }

  /** How far the nodes' clocks are off, in milliseconds. */
  private Path clock() {
    return folder.resolve("clock");
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
            "" + steps,
            clock().toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("node.log").toFile()))
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
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(6);
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
    long looks;
    try (Database database = store.open()) {
      SqlOutbox.beside(database);
      SqlAlertStore store =
          new SqlAlertStore(database, Clock.systemUTC(), DeliverySettings.DEFAULT);
      // Each committed look makes one revision: two of the same step would make one too many.
      looks = store.since(-1).orElseThrow().revision();
      alerts =
          store.latest(10 * steps).stream()
              .map(told -> told.event() + "@" + told.at())
              .collect(Collectors.toSet());
    }
    int lost = 0;
    int outOfOrder = 0;
    int duplicates = 0;
    int delivered = 0;
    List<String> repeated = new ArrayList<>();
    for (Map.Entry<String, List<String>> one : new TreeMap<>(server.taken()).entrySet()) {
      String chat = one.getKey();
      List<String> got = one.getValue();
      delivered += got.size();
      Set<String> seen = new HashSet<>();
      String last = "";
      String before = "";
      for (String notification : got) {
        String at = notification.substring(notification.indexOf('@') + 1);
        if (!seen.add(notification)) {
          duplicates++;
          repeated.add(chat + " " + notification);
          // Only what was in flight may come again: before anything else does.
          outOfOrder += notification.equals(before) ? 0 : 1;
        } else {
          outOfOrder += at.compareTo(last) < 0 ? 1 : 0;
          last = at;
        }
        before = notification;
      }
      lost += steps - seen.size();
    }
    lost += (CHATS - server.taken().size()) * steps;
    repeated.stream().limit(SHOWN).forEach(what -> System.out.println("repeated: " + what));
    if (repeated.size() > SHOWN) {
      System.out.println("and %d more".formatted(repeated.size() - SHOWN));
    }
    return new Result(
        disturbances,
        steps,
        alerts.size(),
        looks,
        delivered,
        lost,
        outOfOrder,
        duplicates,
        server.refused());
  }
}
