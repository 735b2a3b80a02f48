package lowtide.chat.telegram;

import static lowtide.chat.telegram.TelegramRenderer.render;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import lowtide.chat.Message;
import lowtide.chat.Message.Bold;
import lowtide.chat.Message.Code;
import lowtide.chat.Message.Moment;
import lowtide.chat.Message.Picture;
import lowtide.chat.Message.Plain;
import lowtide.chat.Message.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramRendererTest {
  private static final Picture PICTURE = new Picture("chart.png", new byte[] {1, 2, 3}, "a chart");

  @Test
  void everyPartOfAMessageHasItsMarkup() {
    Message message =
        Message.titled("BTC below 60,000")
            .tone(Tone.DOWN)
            .line(new Plain("Now "), new Bold("59,800"), new Plain(", see "), new Code("/phase"))
            .line(new Moment(Instant.parse("2025-07-14T20:00:30Z")))
            .footer("SIMULATED")
            .build();
    assertThat(only(message).html())
        .isEqualTo(
            """
            <b>▼ BTC below 60,000</b>
            Now <b>59,800</b>, see <code>/phase</code>
            2025-07-14 20:00 UTC
            <i>SIMULATED</i>""");
    assertThat(only(message).plain())
        .isEqualTo(
            """
            ▼ BTC below 60,000
            Now 59,800, see /phase
            2025-07-14 20:00 UTC
            SIMULATED""");
  }

  @ParameterizedTest
  @CsvSource({"NEUTRAL,<b>T</b>", "DOWN,<b>▼ T</b>", "UP,<b>▲ T</b>", "WARNING,<b>⚠ T</b>"})
  void theToneIsASymbol(Tone tone, String html) {
    assertThat(only(Message.titled("T").tone(tone).build()).html()).isEqualTo(html);
  }

  @Test
  void nothingThatComesInBecomesMarkup() {
    String hostile = "<b>&amp;\"</pre><a href='tg://user?id=1'>";
    String escaped = "&lt;b&gt;&amp;amp;&quot;&lt;/pre&gt;&lt;a href='tg://user?id=1'&gt;";
    Message message =
        Message.titled(hostile)
            .line(new Plain(hostile), new Bold(hostile), new Code(hostile))
            .table(List.of(List.of(hostile)))
            .footer(hostile)
            .build();
    assertThat(only(message).html())
        .isEqualTo(
            "<b>%1$s</b>\n%1$s<b>%1$s</b><code>%1$s</code>\n<pre>%1$s</pre>\n<i>%1$s</i>"
                .formatted(escaped));
  }

  @Test
  void aTableIsPaddedWithNumbersToTheRight() {
    Message message =
        Message.titled("T")
            .table(
                List.of(
                    List.of("asset", "price", "move"),
                    List.of("BTC", "61,200.5", "+1.2 %"),
                    List.of("IWM é\u0301", "225", "–")))
            .build();
    assertThat(only(message).html())
        .isEqualTo(
            """
            <b>T</b>
            <pre>asset     price    move
            BTC    61,200.5  +1.2 %
            IWM é\u0301       225       –</pre>""");
  }

  @Test
  void aLineCannotPretendToBeTwo() {
    assertThat(only(Message.titled("T").line("a\nb").build()).html()).isEqualTo("<b>T</b>\na b");
  }

  @Test
  void emptyRunsLeaveNoEmptyTags() {
    assertThat(only(Message.titled("T").line(new Bold(""), new Plain("x")).build()).html())
        .isEqualTo("<b>T</b>\nx");
  }

  @Test
  void aTitleOfNothingVisibleStillMakesAMessage() {
    assertThat(only(Message.titled("\u202E").build()).html()).isEqualTo("<b>–</b>");
  }

  @Test
  void exactlyTheLimitIsOneMessageAndOneMoreIsTwo() {
    // Escaping makes the markup much longer than what counts.
    String rest = "&".repeat(4096 - 2);
    assertThat(render(Message.titled("T").line(rest).build())).hasSize(1);
    assertThat(render(Message.titled("T").line(rest + "&").build())).hasSize(2);
  }

  @Test
  void aLongMessageIsSplitBetweenLines() {
    Message.Builder message = Message.titled("T");
    for (int i = 0; i < 100; i++) {
      message.line(i + " " + "x".repeat(99));
    }
    List<Part> parts = render(message.build());
    assertThat(parts).hasSize(3);
    assertThat(joined(parts)).isEqualTo("T\n" + joinedLines(100));
  }

  @Test
  void aTableThatFitsIntoOneMessageIsNotTornApart() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.add(List.of("x".repeat(99)));
    }
    List<Part> parts = render(Message.titled("T").line("y".repeat(2000)).table(rows).build());
    assertThat(parts).hasSize(2);
    assertThat(parts.get(1).html()).startsWith("<pre>").endsWith("</pre>");
    assertThat(parts.get(1).plain().lines()).hasSize(30);
  }

  @Test
  void aTableLongerThanAMessageIsCutBetweenRows() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(List.of("r".repeat(80)));
    }
    List<Part> parts = render(Message.titled("T").table(rows).build());
    assertThat(parts).hasSize(2).allSatisfy(TelegramRendererTest::isAcceptable);
    assertThat(parts.stream().flatMap(p -> p.plain().lines()).filter(l -> l.startsWith("r")))
        .hasSize(100)
        .allMatch(line -> line.length() == 80);
  }

  @Test
  void aLineLongerThanAMessageIsCutBetweenCharactersInItsStyle() {
    String emoji = "😀".repeat(3000);
    List<Part> parts = render(Message.titled("T").line(new Plain("x"), new Bold(emoji)).build());
    assertThat(parts).hasSize(3).allSatisfy(TelegramRendererTest::isAcceptable);
    assertThat(parts.get(2).html()).startsWith("<b>😀").endsWith("😀</b>");
    assertThat(parts.stream().map(Part::plain).collect(Collectors.joining()))
        .isEqualTo("Tx" + emoji);
  }

  @Test
  void aShortMessageIsTheCaptionOfItsPicture() {
    Message message = Message.titled("T").line("x".repeat(1022)).picture(PICTURE).build();
    assertThat(only(message).picture()).isEqualTo(PICTURE);
    assertThat(only(message).html()).startsWith("<b>T</b>\nxxx");
  }

  @Test
  void aLongMessageFollowsItsPictureWhichBearsTheTitle() {
    Message message = Message.titled("T").line("x".repeat(1023)).picture(PICTURE).build();
    List<Part> parts = render(message);
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0)).isEqualTo(new Part("<b>T</b>", "T", PICTURE));
    assertThat(parts.get(1)).isEqualTo(new Part("x".repeat(1023), "x".repeat(1023), null));
  }

  @Test
  void aTitleTooLongForACaptionIsRepeatedInFull() {
    Message message = Message.titled("t".repeat(1500)).picture(PICTURE).build();
    assertThat(render(message).stream().map(Part::plain))
        .containsExactly("t".repeat(1024), "t".repeat(1500));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10 * 1024 * 1024 + 1})
  void aPictureTelegramWouldRefuseIsLeftOut(int bytes) {
    Message message =
        Message.titled("T").picture(new Picture("c.png", new byte[bytes], "")).build();
    assertThat(only(message).picture()).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whateverIsSaidIsAcceptedByTelegramAndNothingIsLost(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 8; i++) {
      Message message = anything(random);
      List<Part> parts = render(message);
      assertThat(parts).isNotEmpty().allSatisfy(TelegramRendererTest::isAcceptable);
      long said = visible(message.title());
      long shown = parts.stream().mapToLong(part -> visible(part.plain())).sum();
      assertThat(shown).isGreaterThanOrEqualTo(said);
    }
  }

  private static Message anything(Random random) {
    Message.Builder message = Message.titled("t" + text(random, 1200));
    for (int i = random.nextInt(20); i > 0; i--) {
      if (random.nextInt(3) == 0) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = random.nextInt(40); row >= 0; row--) {
          rows.add(List.of(text(random, 20), text(random, 200)));
        }
        message.table(rows);
      } else {
        message.line(
            new Plain(text(random, 3000)),
            new Bold(text(random, 500)),
            new Code(text(random, 6000)));
      }
    }
    return message.picture(random.nextBoolean() ? PICTURE : null).footer("f").build();
  }

  private static String text(Random random, int longest) {
    String[] bricks = {
      "a", "<", ">", "&", "\"", "😀", "\uD83D", "\u0301", "\u202E", " ", "&lt;", "7"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest); i > 0; i--) {
      text.append(bricks[random.nextInt(bricks.length)]);
    }
    return text.toString();
  }

  private static int visible(String text) {
    return (int) CleanText.line(text).chars().filter(c -> c == 'a').count();
  }

  private static void isAcceptable(Part part) {
    int limit = part.picture() == null ? 4096 : 1024;
    String visible = BotApiHtml.visible(part.html());
    assertThat(visible).isEqualTo(part.plain()).isNotBlank().hasSizeLessThanOrEqualTo(limit);
    for (int i = 0; i < visible.length(); i++) {
      if (Character.isHighSurrogate(visible.charAt(i))) {
        i++;
        assertThat(i < visible.length() && Character.isLowSurrogate(visible.charAt(i))).isTrue();
      } else {
        assertThat(Character.isLowSurrogate(visible.charAt(i))).isFalse();
      }
    }
  }

  private static Part only(Message message) {
    List<Part> parts = render(message);
    assertThat(parts).hasSize(1);
    return parts.get(0);
  }

  private static String joined(List<Part> parts) {
    return parts.stream().map(Part::plain).collect(Collectors.joining("\n"));
  }

  private static String joinedLines(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(i + " " + "x".repeat(99));
    }
    return String.join("\n", lines);
  }
}
