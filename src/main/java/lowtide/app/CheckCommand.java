package lowtide.app;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lowtide.alert.Subscription;
import lowtide.alert.Topic;
import lowtide.chat.Words;
import lowtide.config.ConfigFile;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.source.LiveSources;
import lowtide.schedule.ClockSettings;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.LevelSettings;
import lowtide.signal.PhaseSettings;
import lowtide.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** check: whether the config is valid, and what it makes the bot do. */
@Command(
    name = "check",
    description = "Validates the config; prints what is watched, when, and who gets which alert.")
final class CheckCommand extends Main.Subcommand {
  private static final Duration BACK = Duration.ofDays(90);

  @Option(
      names = "--diff",
      description =
          "Prints what would change of what runs, and how often each rule would have fired.")
  private boolean diff;

  @Override
  public Integer call() throws Exception {
    Settings settings = places().settings();
    PrintStream out = Terminal.out();
    out.println(places().config() + " is valid.");
    if (diff) {
      printDiff(out, settings);
      out.flush();
      return 0;
    }
    out.println();
    out.println("Prices");
    printPrices(out, settings);
    out.println();
    out.println("Watched");
    for (LevelSettings levels : settings.signals().levels()) {
      out.println(
          "  %s levels %s%s: breach, reclaim (%s %% above), approach (%s %% above); same alert at most every %s"
              .formatted(
                  levels.instrument(),
                  levels.levels().stream().map(Words::price).collect(Collectors.joining(", ")),
                  levels.targets().isEmpty()
                      ? ""
                      : ", targets "
                          + levels.targets().stream()
                              .map(Words::price)
                              .collect(Collectors.joining(", ")),
                  levels.rearmPercent(),
                  levels.approachPercent(),
                  Words.span(settings.cooldown())));
    }
    CorrelationSettings correlation = settings.signals().correlation();
    for (String asset : correlation.assets()) {
      out.println(
          "  %s correlation with %s (else %s) over %d sessions: change of label, after %d sessions %s beyond its band"
              .formatted(
                  asset,
                  correlation.proxy(),
                  correlation.fallback(),
                  correlation.labelWindow(),
                  correlation.confirmationSessions(),
                  correlation.hysteresis()));
    }
    PhaseSettings phase = settings.signals().phase();
    out.println(
        "  %s risk phase (%s): LOW below %s until %s, HIGH above %s until %s; %d days' confirmation, %d at least"
            .formatted(
                phase.instrument(),
                phase.mvrv() == null ? "without MVRV" : "with " + phase.mvrv(),
                phase.lowEnter(),
                phase.lowLeave(),
                phase.highEnter(),
                phase.highLeave(),
                phase.confirmationDays(),
                phase.dwellDays()));
    out.println();
    out.println("Alerts");
    for (Subscription chat : settings.chats()) {
      out.println(
          "  %s gets %s"
              .formatted(
                  chat.chat(),
                  chat.topics().stream()
                      .sorted()
                      .map(Topic::toString)
                      .collect(Collectors.joining(", "))));
    }
    if (settings.chats().isEmpty()) {
      out.println("  no chat in the config; chats can /subscribe");
    }
    out.println("  platforms: " + platforms(settings));
    out.flush();
    return 0;
  }

  private void printDiff(PrintStream out, Settings settings) throws Exception {
    Optional<String> applied = AppliedConfig.text(places().data());
    if (applied.isEmpty()) {
      out.println(
          "No config was applied in %s yet: all of it would be new.".formatted(places().data()));
      return;
    }
    Settings before = ConfigFile.parse(applied.get(), places().config(), System.getenv());
    List<SettingsDiff.Change> changes = SettingsDiff.of(before, settings);
    out.println();
    if (changes.isEmpty()) {
      out.println("It says what was applied last: nothing would change.");
      return;
    }
    out.println("Would change");
    changes.forEach(change -> out.println("  " + change));
    out.println();
    printAlerts(out, before, settings);
  }

  /** How many alerts the two would have made lately. */
  private void printAlerts(PrintStream out, Settings before, Settings after) {
    Map<String, Integer> old = new TreeMap<>();
    Map<String, Integer> fresh = new TreeMap<>();
    Instant end = count(before, old);
    count(after, fresh);
    if (end == Instant.EPOCH) {
      out.println("There is no history in %s to count alerts on.".formatted(places().data()));
      return;
    }
    out.println("Alerts in the %d days to %s".formatted(BACK.toDays(), end));
    Set<String> rules = new TreeSet<>(old.keySet());
    rules.addAll(fresh.keySet());
    for (String rule : rules) {
      int was = old.getOrDefault(rule, 0);
      int is = fresh.getOrDefault(rule, 0);
      out.println("  %-40s %4d -> %d%s".formatted(rule, was, is, was == is ? "" : "  *"));
    }
    if (rules.isEmpty()) {
      out.println("  none, before and after");
    }
  }

  /** Up to when there is history. */
  private Instant count(Settings settings, Map<String, Integer> alerts) {
    try (History history = new History(settings, places().data())) {
      List<Instant> moments = history.feed().moments(Instant.EPOCH, clock().instant());
      if (moments.isEmpty()) {
        return Instant.EPOCH;
      }
      Instant end = moments.get(moments.size() - 1);
      var all =
          history
              .replay()
              .run(
                  end.minus(BACK),
                  end,
                  alert -> alerts.merge(alert.rule() + " " + alert.event(), 1, Integer::sum));
      return end;
    } catch (StoreException e) {
      return Instant.EPOCH;
    }
  }

  private static void printPrices(PrintStream out, Settings settings) {
    for (LiveSources.Watched watched : settings.instruments()) {
      String sources =
          watched.instrument().kind() == Instrument.Kind.METRIC && watched.codes().isEmpty()
              ? "imported, not a price"
              : settings.feed() == Settings.Feed.LIVE
                  ? watched.codes().entrySet().stream()
                      .map(code -> code.getKey().label() + " " + code.getValue())
                      .collect(Collectors.joining(", then "))
                  : settings.feed().name().toLowerCase(Locale.ROOT);
      out.println(
          "  %-5s %-50s %s"
              .formatted(watched.instrument().symbol(), watched.instrument().name(), sources));
    }
    out.println(
        "  every %s, near a level every %s, far from all every %s; new bars every %s, messages every %s"
            .formatted(
                Words.span(settings.polling().prices()),
                Words.span(settings.polling().near()),
                Words.span(settings.polling().far()),
                Words.span(settings.polling().bars()),
                Words.span(settings.polling().deliver())));
    ClockSettings clock = settings.clock();
    if (clock != null) {
      out.println("  clock from %s, %s times as fast".formatted(clock.start(), clock.speed()));
    }
  }

  private static String platforms(Settings settings) {
    String named =
        (settings.terminal() ? "terminal " : "")
            + (settings.telegram() != null ? "telegram " : "")
            + (settings.discord() != null ? "discord " : "");
    return named.isEmpty() ? "none" : named.strip().replace(" ", ", ");
  }
}
