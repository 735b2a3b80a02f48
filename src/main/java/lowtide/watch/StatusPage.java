package lowtide.watch;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import lowtide.alert.AlertStore;
import lowtide.chat.Audience;
import lowtide.chat.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How everything stands, for people: what the bot answers in chat, on one page that is whole
 * without scripts. Made at most every few seconds, whoever asks how often.
 */
public final class StatusPage {
  private static final Logger log = LoggerFactory.getLogger(StatusPage.class);
  private static final Duration FRESH = Duration.ofSeconds(3);
  private static final Duration CHART_FRESH = Duration.ofSeconds(30);
  private static final int ALERTS = 15;

  /** Which answer stands under which heading. */
  private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

  /** Which answers' charts are shown. */
  private static final List<String> CHARTS = List.of("dip", "corr", "phase");

  static {
    SECTIONS.put("digest", "Signals now");
    SECTIONS.put("next", "What is armed, and how far");
    SECTIONS.put("status", "Sources, connections, queue");
  }

  private record Made<T>(T what, Instant at) {}

  private final Function<String, Message> ask;
  private final AlertStore alerts;
  private final Supplier<List<String>> config;
  private final String version;
  private final Clock wallClock;
  private final Map<String, Made<byte[]>> kept = new ConcurrentHashMap<>();

  /**
   * @param ask the answer of a command without words
   * @param config a line on the config that is in force, then a line for each problem of a later
   *     one
   */
  public StatusPage(
      Function<String, Message> ask,
      AlertStore alerts,
      Supplier<List<String>> config,
      String version,
      Clock wallClock) {
    this.ask = ask;
    this.alerts = alerts;
    this.config = config;
    this.version = version;
    this.wallClock = wallClock;
  }

  byte[] page() {
    return kept("page", FRESH, () -> html().getBytes(StandardCharsets.UTF_8));
  }

  /** A PNG; empty if there is none of that name, or nothing to draw. */
  Optional<byte[]> chart(String name, Audience.Look look) {
    if (!CHARTS.contains(name)) {
      return Optional.empty();
    }
    byte[] png =
        kept(
            name + "/" + look,
            CHART_FRESH,
            () -> {
              Message.Picture picture =
                  Audience.USUAL.withLook(look).tell(() -> ask.apply(name)).picture();
              return picture == null ? new byte[0] : picture.png();
            });
    return png.length == 0 ? Optional.empty() : Optional.of(png);
  }

  private byte[] kept(String name, Duration fresh, Supplier<byte[]> making) {
    Instant now = wallClock.instant();
    Made<byte[]> made = kept.get(name);
    if (made == null || now.isAfter(made.at().plus(fresh))) {
      synchronized (this) {
        made = kept.get(name);
        if (made == null || now.isAfter(made.at().plus(fresh))) {
          made = new Made<>(making.get(), now);
          kept.put(name, made);
        }
      }
    }
    return made.what();
  }

  private String html() {
    StringBuilder main = new StringBuilder();
    for (Map.Entry<String, String> section : SECTIONS.entrySet()) {
      main.append(section(section.getKey(), section.getValue()));
      if (section.getKey().equals("digest")) {
        main.append(charts());
      }
    }
    main.append(lastAlerts());
    main.append("<section aria-labelledby=\"config\">\n<h2 id=\"config\">Config</h2>\n");
    for (String line : config.get()) {
      main.append("<p>").append(Html.escaped(line)).append("</p>\n");
    }
    main.append("</section>\n");
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Lowtide</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="style.css">
        <script src="live.js" defer></script>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header><h1>Lowtide</h1><p>%s · made %s · <span id="live" role="status">reload for news</span></p></header>
        <main id="main" tabindex="-1">
        %s</main>
        <footer><p>Informational, not advice. <a href="metrics">Metrics</a> · <a href="healthz">Health</a> · <a href="readyz">Readiness</a></p></footer>
        </body>
        </html>
        """
        .formatted(
            Html.escaped(version),
            "<time datetime=\"%1$s\">%2$s</time>"
                .formatted(
                    wallClock.instant(), Audience.time(wallClock.instant(), Audience.USUAL.zone())),
            main);
  }

  /** One answer that fails must not take the page with it. */
  private String section(String command, String heading) {
    try {
      return Html.section(command, heading, ask.apply(command));
    } catch (RuntimeException e) {
      log.warn("the page has no {}", command, e);
      return Html.section(
          command, heading, Message.titled("Not known now").tone(Message.Tone.WARNING).build());
    }
  }

  private static String charts() {
    StringBuilder html = new StringBuilder("<div class=\"charts\">\n");
    for (String name : CHARTS) {
      html.append(
          """
          <picture><source srcset="chart/%1$s-light.png" media="(prefers-color-scheme: light)"><img src="chart/%1$s-dark.png" width="800" height="450" loading="lazy" alt="Chart of /%1$s; its figures stand in the text above and below"></picture>
          """
              .formatted(name));
    }
    return html.append("</div>\n").toString();
  }

  private String lastAlerts() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("When", "Alert", "Outcome"));
    for (AlertStore.Outcome one : alerts.outcomes(ALERTS)) {
      rows.add(
          List.of(
              Audience.time(one.at(), Audience.USUAL.zone()),
              one.title(),
              one.states().isEmpty()
                  ? "for nobody"
                  : String.join(
                      ", ",
                      one.states().entrySet().stream()
                          .map(
                              state ->
                                  state.getValue()
                                      + " "
                                      + state.getKey().toLowerCase(java.util.Locale.ROOT))
                          .toList())));
    }
    return "<section aria-labelledby=\"alerts\">\n<h2 id=\"alerts\">Last alerts</h2>\n"
        + (rows.size() == 1 ? "<p>None yet.</p>\n" : Html.table("Last alerts", rows))
        + "</section>\n";
  }
}
