package lowtide.app;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lowtide.chat.Probe;
import lowtide.chat.Words;
import lowtide.chat.discord.DiscordProbe;
import lowtide.chat.discord.DiscordSettings;
import lowtide.chat.telegram.TelegramProbe;
import lowtide.chat.telegram.TelegramSettings;
import lowtide.config.Settings;
import lowtide.market.source.LiveSources;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** doctor: whether everything the bot needs can be reached, and what to do if not. */
@Command(
    name = "doctor",
    description = {
      "Calls every source and platform and looks at the store; says what fails and what to do.",
      "Exit code 0 if all is well, 1 if something fails."
    })
final class DoctorCommand extends Main.Subcommand {
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final String ROW = "%-28s %-5s %8s  %-10s  %-9s  %s";
  private static final int ADVICE_INDENT = 29;

  @Option(names = "--json", description = "Prints one JSON object a line.")
  private boolean json;

  /**
   * One thing that was looked at.
   *
   * @param last the newest bar there is, as a date or an hour; empty where that means nothing
   * @param age of the last price or, where there is none, of that bar; null where there is neither
   * @param advice what a failure means and what to do; empty if all is well
   */
  record Finding(
      String what,
      boolean ok,
      Duration latency,
      String last,
      @Nullable Duration age,
      String detail,
      String advice) {
    /** Of something that has no bars. */
    static Finding of(String what, boolean ok, Duration latency, String detail, String advice) {
      return new Finding(what, ok, latency, "", null, detail, advice);
    }
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = places().settings();
    List<Finding> findings = findings(settings);
    PrintStream out = Terminal.out();
    if (!json) {
      out.println(ROW.formatted("WHAT", "STATE", "TOOK", "LAST BAR", "AGE", "DETAIL"));
    }
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      out.println(json ? JsonLine.of(facts(finding)) : line(finding));
      // Said once, behind the last of several that fail alike.
      boolean last =
          i + 1 == findings.size() || !findings.get(i + 1).advice().equals(finding.advice());
      if (!json && last && !finding.advice().isEmpty()) {
        out.println(" ".repeat(ADVICE_INDENT) + "-> " + finding.advice());
      }
    }
    long failed = findings.stream().filter(finding -> !finding.ok()).count();
    if (!json) {
      out.println(
          failed == 0 ? "All is well." : "%d of %d fail.".formatted(failed, findings.size()));
    }
    out.flush();
    return failed == 0 ? 0 : Main.LOSSES;
  }

  private List<Finding> findings(Settings settings) {
    Map<CompletableFuture<Finding>, String> names = new LinkedHashMap<>();
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "doctor");
              thread.setDaemon(true);
              return thread;
            });
    List<Finding> findings = new ArrayList<>();
    findings.add(StoreCheck.of(settings, places().data()));
    if (settings.feed() == Settings.Feed.LIVE) {
      new LiveSources()
          .of(settings.instruments(), settings.sources(), clock())
          .forEach(
              (instrument, sources) ->
                  sources.forEach(
                      source ->
                          names.put(
                              CompletableFuture.supplyAsync(
                                  () -> SourceCheck.of(source, instrument, clock()), threads),
                              source.name() + " " + instrument.symbol())));
    } else {
      findings.add(
          Finding.of(
              "Sources",
              true,
              Duration.ZERO,
              "not used: prices are " + settings.feed().name().toLowerCase(Locale.ROOT),
              ""));
    }
    TelegramSettings telegram = settings.telegram();
    if (telegram != null) {
      names.put(
          CompletableFuture.supplyAsync(
              () -> platform("Telegram", TelegramProbe.of(telegram)), threads),
          "Telegram");
    }
    DiscordSettings discord = settings.discord();
    if (discord != null) {
      names.put(
          CompletableFuture.supplyAsync(
              () -> platform("Discord", DiscordProbe.of(discord)), threads),
          "Discord");
    }
    Instant deadline = clock().instant().plus(LONGEST);
    names.forEach((answer, name) -> findings.add(within(answer, name, deadline)));
    threads.shutdownNow();
    return findings;
  }

  private Finding within(CompletableFuture<Finding> answer, String name, Instant deadline) {
    long left = Math.max(0, Duration.between(clock().instant(), deadline).toMillis());
    Finding late =
        Finding.of(name, false, LONGEST, "no answer in time", "check the network, then try again");
    return answer.completeOnTimeout(late, left, TimeUnit.MILLISECONDS).join();
  }

  private static Finding platform(String name, Probe probe) {
    return Finding.of(name, probe.ok(), probe.latency(), probe.detail(), probe.advice());
  }

  private static String line(Finding finding) {
    return ROW.formatted(
            finding.what(),
            finding.ok() ? "ok" : "FAIL",
            finding.latency().isZero() ? "" : finding.latency().toMillis() + " ms",
            finding.last(),
            finding.age() == null ? "" : Words.span(finding.age()),
            finding.detail())
        .stripTrailing();
  }

  private static Map<String, Object> facts(Finding finding) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("what", finding.what());
    facts.put("ok", finding.ok());
    facts.put("latencyMs", finding.latency().toMillis());
    facts.put("lastBar", finding.last());
    facts.put("ageSeconds", finding.age() == null ? null : finding.age().toSeconds());
    facts.put("detail", finding.detail());
    facts.put("advice", finding.advice());
    return facts;
  }
}
