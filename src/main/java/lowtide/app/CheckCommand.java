package lowtide.app;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import lowtide.alert.Subscription;
import lowtide.alert.Topic;
import lowtide.chat.Words;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.source.LiveSources;
import lowtide.schedule.ClockSettings;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.LevelSettings;
import lowtide.signal.PhaseSettings;
import picocli.CommandLine.Command;

/** check: whether the config is valid, and what it makes the bot do. */
@Command(
    name = "check",
    description = "Validates the config; prints what is watched, when, and who gets which alert.")
final class CheckCommand extends Main.Subcommand {
  @Override
  public Integer call() throws Exception {
    Settings settings = places().settings();
    PrintStream out = Terminal.out();
    out.println(places().config() + " is valid.");
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
