package lowtide.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import lowtide.chat.Message;
import lowtide.chat.Message.Bold;
import lowtide.chat.Message.Code;
import lowtide.chat.Message.Moment;
import lowtide.chat.Message.Plain;
import lowtide.chat.Message.Tone;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiscordRendererTest {
  private final DiscordRenderer renderer = new DiscordRenderer();

  @ParameterizedTest
  @CsvSource({"NEUTRAL,Title", "DOWN,▼ Title", "UP,▲ Title", "WARNING,⚠ Title"})
  void toneIsASymbolNotAColourAlone(Tone tone, String title) {
    assertThat(page(Message.titled("Title").tone(tone)).title()).isEqualTo(title);
  }

  @Test
  void everyToneHasItsOwnColour() {
    List<Integer> colours =
        Arrays.stream(Tone.values())
            .map(tone -> page(Message.titled("T").tone(tone)).colour())
            .toList();

    assertThat(colours).doesNotHaveDuplicates();
  }

  @Test
  void linesAndSpansBecomeMarkup() {
    Message.Builder message =
        Message.titled("T")
            .line(
                new Plain("At "), new Bold("$116,000"), new Plain(", try "), new Code("/price BTC"))
            .line()
            .line(new Moment(Instant.ofEpochSecond(1_793_631_845)));

    assertThat(description(message))
        .isEqualTo("At **$116,000**, try `/price BTC`\n\n<t:1793631845:f> (<t:1793631845:R>)");
  }

  @Test
  void footerIsPlainText() {
    assertThat(page(Message.titled("T").footer("SIMULATED * not a quote")).footer())
        .isEqualTo("SIMULATED * not a quote");
  }

  @Test
  void tableIsAlignedNumbersToTheRight() {
    Message.Builder message =
        Message.titled("T")
            .table(
                List.of(
                    List.of("Symbol", "Price", "Move"),
                    List.of("BTC", "$116,000", "-1.2 %"),
                    List.of("IWM", "$241.55", "+10.4 %")));

    assertThat(description(message))
        .isEqualTo(
            "```\n"
                + "Symbol     Price     Move\n"
                + "BTC     $116,000   -1.2 %\n"
                + "IWM      $241.55  +10.4 %\n"
                + "```");
  }

  @Test
  void tableTooLongForAPageGoesOnWithItsHeader() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Symbol", "Note"));
    for (int i = 0; i < 300; i++) {
      rows.add(List.of("S" + i, "note ".repeat(4)));
    }

    List<DiscordPage> pages = renderer.render(Message.titled("T").table(rows).build());

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(pages)
        .allSatisfy(
            page -> assertThat(page.description()).startsWith("```\nSymbol").endsWith("\n```"));
    String all = pages.toString();
    assertThat(rows).allSatisfy(row -> assertThat(all).contains(row.get(0)));
  }

  @Test
  void longTitleIsCutBetweenEscapes() {
    for (int shift = 0; shift < 4; shift++) {
      String title = page(Message.titled("a".repeat(shift) + "*".repeat(400))).title();

      assertThat(title).hasSizeLessThanOrEqualTo(256).endsWith("…");
      assertThat(title.substring(shift, title.length() - 1)).matches("(\\\\\\*)+");
    }
  }

  @Test
  void titleOfNothingVisibleIsStillATitle() {
    assertThat(page(Message.titled("\u0001")).title()).isEqualTo("…");
  }

  @Test
  void longMessageIsSplitBetweenLinesTitleFirstFooterAndPictureLast() {
    Message.Builder message = Message.titled("T").footer("F").picture(picture("a.png", 10));
    for (int i = 0; i < 100; i++) {
      message.line("line " + i + " " + "x".repeat(80));
    }

    List<DiscordPage> pages = renderer.render(message.build());

    assertThat(pages).hasSize(3);
    assertThat(pages).extracting(DiscordPage::title).containsExactly("T", "", "");
    assertThat(pages).extracting(DiscordPage::footer).containsExactly("", "", "F");
    assertThat(pages.get(0).picture()).isNull();
    assertThat(pages.get(2).picture()).isNotNull();
    assertThat(String.join("\n", pages.stream().map(DiscordPage::description).toList()).lines())
        .hasSize(100)
        .allMatch(line -> line.matches("line [0-9]+ x{80}"));
  }

  @Test
  void oneVeryLongLineIsSplitOutsideItsMarkup() {
    String words = "word*word ".repeat(400);

    List<DiscordPage> pages =
        renderer.render(Message.titled("T").line(new Bold(words), new Code(words)).build());

    Pattern wellFormed = Pattern.compile("(\u200b?(\\*\\*(\\\\.|[^*\\\\])++\\*\\*|`[^`]++`)|\n)++");
    assertThat(pages).hasSize(3);
    assertThat(pages).allSatisfy(page -> assertThat(page.description()).matches(wellFormed));
  }

  @Test
  void endlessMessageIsCutAndSaysSo() {
    Message.Builder message = Message.titled("T");
    for (int i = 0; i < 2_000; i++) {
      message.line("x".repeat(100));
    }

    List<DiscordPage> pages = renderer.render(message.build());

    assertThat(pages).hasSize(5);
    assertThat(pages.get(4).description()).endsWith("\n…");
  }

  @ParameterizedTest
  @CsvSource({
    "chart.png,chart.png",
    "../../etc/passwd,.._.._etc_passwd.png",
    "a b\".PNG,a_b_.png",
    "'',chart.png",
  })
  void pictureNameIsMadeSafe(String name, String safe) {
    DiscordPage page = page(Message.titled("T").picture(picture(name, 10)));

    assertThat(page.picture().fileName()).isEqualTo(safe);
    try (MessageCreateData data = page.toData()) {
      assertThat(data.getEmbeds().get(0).getImage().getUrl()).isEqualTo("attachment://" + safe);
    }
  }

  @Test
  void pictureTooLargeIsLeftOutAndMentioned() {
    DiscordPage page = page(Message.titled("T").picture(picture("a.png", 10 * 1024 * 1024 + 1)));

    assertThat(page.picture()).isNull();
    assertThat(page.footer()).contains("too large");
  }

  @Test
  void whateverComesDiscordsLimitsHold() {
    Random random = new Random(20261102);
    for (int i = 0; i < 80; i++) {
      for (DiscordPage page : renderer.render(randomMessage(random))) {
        try (MessageCreateData data = page.toData()) {
          MessageEmbed embed = data.getEmbeds().get(0);
          assertThat(page.title()).hasSizeLessThanOrEqualTo(256);
          assertThat(page.description()).hasSizeLessThanOrEqualTo(4096);
          assertThat(page.footer()).hasSizeLessThanOrEqualTo(2048);
          assertThat(embed.getLength()).isLessThanOrEqualTo(6000);
          String sent = data.toData().toString();
          assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(page.description())).isTrue();
          assertThat(sent).doesNotContain("@everyone").doesNotContain("\u202e");
        }
      }
    }
  }

  private static Message randomMessage(Random random) {
    Message.Builder message =
        Message.titled("t" + hostile(random, 600).replace('\n', ' ')).footer(hostile(random, 4000));
    for (int i = random.nextInt(6); i >= 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> message.line(new Plain(hostile(random, 6000)), new Bold(hostile(random, 3000)));
        case 1 -> message.line(new Code(hostile(random, 3000)), new Code(hostile(random, 3000)));
        case 2 -> message.line(new Bold(hostile(random, 9000)), new Moment(Instant.EPOCH));
        default -> {
          List<List<String>> rows = new ArrayList<>();
          for (int row = random.nextInt(150); row >= 0; row--) {
            rows.add(List.of(hostile(random, 90), hostile(random, 90), hostile(random, 90)));
          }
          message.table(rows);
        }
      }
    }
    return message.build();
  }

  private static String hostile(Random random, int longest) {
    String[] parts = {
      "*", "`", "```", "@everyone", "\ud83d", "📉", "\n", " ", "\\", "\u202e", "1.", "<", "w"
    };
    int length = random.nextInt(longest);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  private static Message.Picture picture(String name, int size) {
    return new Message.Picture(name, new byte[size], "what it shows");
  }

  private String description(Message.Builder message) {
    return page(message).description();
  }

  private DiscordPage page(Message.Builder message) {
    List<DiscordPage> pages = renderer.render(message.build());
    assertThat(pages).hasSize(1);
    return pages.get(0);
  }
}
