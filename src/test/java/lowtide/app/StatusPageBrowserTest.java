package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.config.ConfigFile;
import lowtide.config.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser, where there is one (Debian: {@code apt install chromium}). With
 * {@code -Dlowtide.pictures=docs/pictures/watch} it leaves pictures of what it saw.
 */
class StatusPageBrowserTest {
  private static final long CHAT_ID = 4242;

  @TempDir private static Path folder;
  private static LocalTelegram telegram;
  @TempDir private Path profile;
  private Bot bot;
  private Chromium browser;
  private String url;

  /** Until alerts have gone out, many times as fast: they are in the store that each test opens. */
  @BeforeAll
  static void tellOfAFall() throws Exception {
    assumeTrue(Chromium.program().isPresent(), "no Chromium on this machine");
    telegram = LocalTelegram.start();
    Bot fast = bot(100_000);
    try (fast) {
      fast.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  telegram.texts(CHAT_ID).stream()
                      .anyMatch(text -> text.contains("BTC below $119,000")));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (telegram != null) {
      telegram.close();
    }
  }

  private static Bot bot(int speed) throws Exception {
    Path file = folder.resolve("lowtide.yml");
    Files.writeString(
        file,
        """
        instruments:
          BTC: {name: Bitcoin, kind: crypto}
          PSCT: {name: Small-cap tech, kind: equity}
          IWM: {name: Russell 2000, kind: equity}
        levels: {watch: {BTC: [119000, 116000]}}
        sources: {use: simulated}
        polling: {prices: 100ms, deliver: 100ms}
        clock: {start: 2025-07-10, speed: %d}
        terminal: false
        telegram: {token: env:TELEGRAM, url: "%s"}
        chats: [{chat: "telegram:%d"}]
        watch: {port: 0}
        """
            .formatted(speed, telegram.url(), CHAT_ID));
    Map<String, String> environment = Map.of("TELEGRAM", LocalTelegram.TOKEN);
    Settings settings = ConfigFile.read(file, environment);
    Path data = folder.resolve("data");
    ConfigWatch config = new ConfigWatch(file, environment, settings, Clock.systemUTC());
    return new Bot(
        settings,
        data,
        Cluster.open(settings, data, Clock.systemUTC(), () -> ""),
        Clock.systemUTC(),
        null,
        new SourceChoice(7),
        config::status);
  }

  @BeforeEach
  void open() throws Exception {
    bot = bot(3_600);
    bot.start();
    url = "http://127.0.0.1:%d/".formatted(bot.watchPort());
    browser = new Chromium(Chromium.program().orElseThrow(), profile);
  }

  @AfterEach
  void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (bot != null) {
      bot.close();
    }
  }

  private String text() throws Exception {
    return browser.evaluate("document.body.innerText").asText();
  }

  @Test
  void withoutScriptsItIsWholeAndSaysHowToRenewIt() throws Exception {
    browser.call("Emulation.setScriptExecutionDisabled", "value", true);
    browser.open(url);
    JsonNode root = browser.call("DOM.getDocument", "depth", -1).get("root");
    String html =
        browser
            .call("DOM.getOuterHTML", "nodeId", root.get("nodeId").asInt())
            .get("outerHTML")
            .asText();
    assertThat(html)
        .contains("Signals now", "What is armed, and how far", "BTC below $116,000", "Last alerts")
        .containsPattern("Config [0-9a-f]{8}, in force since ")
        .contains("reload for news")
        .containsPattern("(?s)Last alerts.*<td>BTC below \\$119,000[^<]*</td><td>1 sent</td>")
        .as("the page is no chat")
        .doesNotContain("This chat");
  }

  @Test
  void withScriptsItStaysUpToDate() throws Exception {
    browser.open(url);
    assertThat(browser.evaluate("document.getElementById('live').textContent").asText())
        .isEqualTo("live");
    String made = browser.evaluate("document.querySelector('header time').dateTime").asText();
    String before = text();
    await()
        .atMost(Duration.ofSeconds(25))
        .untilAsserted(
            () -> {
              assertThat(
                      browser.evaluate("document.querySelector('header time').dateTime").asText())
                  .isNotEqualTo(made);
              assertThat(text()).as("the market went on").isNotEqualTo(before);
            });
    bot.close();
    await()
        .atMost(Duration.ofSeconds(25))
        .untilAsserted(() -> assertThat(text()).contains("not reachable now"));
  }

  @Test
  void lightAndDarkAreReadableOnADeskAndOnAPhone() throws Exception {
    List<String> grounds = new ArrayList<>();
    for (String scheme : List.of("light", "dark")) {
      for (int width : new int[] {1100, 360}) {
        browser.show(scheme, width, 800);
        browser.open(url);
        await()
            .atMost(Duration.ofSeconds(10))
            .until(
                () ->
                    browser
                        .evaluate(
                            """
                            [...document.images].forEach(i => i.loading = 'eager');
                            [...document.images].every(i => i.complete && i.naturalWidth > 0)
                            """)
                        .asBoolean());
        assertThat(browser.evaluate("document.images[0].currentSrc").asText())
            .contains("-" + scheme + ".png");
        assertThat(browser.evaluate("document.scrollingElement.scrollWidth").asInt())
            .as("%s, %d wide: nothing sticks out", scheme, width)
            .isLessThanOrEqualTo(width);
        assertThat(browser.evaluate(POOR_CONTRAST).toString())
            .as("%s: text below a contrast of 4.5 (WCAG 2.2, AA)", scheme)
            .isEqualTo("[]");
        keep(scheme, width);
      }
      grounds.add(browser.evaluate("getComputedStyle(document.body).backgroundColor").asText());
    }
    assertThat(grounds).doesNotHaveDuplicates();
  }

  private void keep(String scheme, int width) throws Exception {
    String pictures = System.getProperty("lowtide.pictures");
    if (pictures != null) {
      Path into = Files.createDirectories(Path.of(pictures));
      Files.write(
          into.resolve("%s-%s.png".formatted(width < 600 ? "phone" : "desk", scheme)),
          browser.picture());
    }
  }

  /** Texts whose colour differs too little from what is behind them. */
  private static final String POOR_CONTRAST =
      """
      (() => {
        const rgb = text => text.match(/[\\d.]+/g).map(Number);
        const luminance = ([r, g, b]) => [r, g, b]
          .map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
          .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
        const behind = element => {
          for (let e = element; e; e = e.parentElement) {
            const colour = rgb(getComputedStyle(e).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) return colour;
          }
          return [255, 255, 255];
        };
        const poor = [];
        for (const e of document.querySelectorAll('body *')) {
          if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
          const a = luminance(rgb(getComputedStyle(e).color)), b = luminance(behind(e));
          const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
          if (ratio < 4.5) poor.push(e.tagName + ' ' + ratio.toFixed(2) + ' ' + e.textContent.slice(0, 30));
        }
        return poor;
      })()
      """;

  @Test
  void aKeyboardReachesEverythingInOrder() throws Exception {
    browser.open(url);
    List<String> reached = new ArrayList<>();
    int stops =
        browser.evaluate("document.querySelectorAll('a[href], [tabindex=\"0\"]').length").asInt();
    for (int i = 0; i < stops; i++) {
      browser.tab();
      reached.add(
          browser
              .evaluate(
                  """
                  (() => { const e = document.activeElement;
                    return e.tagName + ' ' + (e.getAttribute('aria-label') || e.textContent).trim().slice(0, 40)
                      + (getComputedStyle(e).outlineStyle === 'none' ? ' WITHOUT OUTLINE' : ''); })()
                  """)
              .asText());
    }
    assertThat(reached).doesNotHaveDuplicates().noneMatch(one -> one.contains("WITHOUT OUTLINE"));
    assertThat(reached.get(0)).isEqualTo("A Skip to the content");
    assertThat(reached.get(stops - 1)).isEqualTo("A Readiness");
  }

  @Test
  void aScreenReaderIsToldWhatEverythingIs() throws Exception {
    browser.open(url);
    List<String> roles = new ArrayList<>();
    for (JsonNode node : browser.call("Accessibility.getFullAXTree").get("nodes")) {
      if (node.path("ignored").asBoolean()) {
        continue;
      }
      String role = node.path("role").path("value").asText();
      String name = node.path("name").path("value").asText();
      roles.add(role);
      if (List.of("image", "link", "region", "heading", "columnheader", "button").contains(role)) {
        assertThat(name).as("the name of a %s", role).isNotBlank();
      }
    }
    assertThat(roles)
        .contains("banner", "main", "contentinfo", "region", "heading", "table", "columnheader")
        .contains("rowheader", "status", "image", "time");
    assertThat(
            browser
                .evaluate(
                    "[...document.querySelectorAll('h1,h2,h3')].map(h => h.tagName).join(' ')")
                .asText())
        .as("one h1, then no level left out")
        .matches("H1( H2)+");
    assertThat(browser.evaluate("document.documentElement.lang").asText()).isEqualTo("en");
  }
}
