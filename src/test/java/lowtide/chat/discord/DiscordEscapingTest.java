package lowtide.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lowtide.chat.Message;
import lowtide.chat.Message.Bold;
import lowtide.chat.Message.Code;
import lowtide.chat.Message.Plain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DiscordEscapingTest {
  private final DiscordRenderer renderer = new DiscordRenderer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "a*b!a\\*b",
        "a_b_!a\\_b\\_",
        "~~gone~~!\\~\\~gone\\~\\~",
        "`code`!\\`code\\`",
        "||spoiler||!\\|\\|spoiler\\|\\|",
        "[text](http://evil)!\\[text\\](http://evil)",
        "<@17> <#18> <t:0:R>!\\<@17> \\<#18> \\<t:0:R>",
        "back\\slash!back\\\\slash",
        "# heading!\\# heading",
        "-# small!\\-# small",
        "- item!\\- item",
        "+ item!\\+ item",
        "> quote!\\> quote",
        "1. item!1\\. item",
        "2026. item!2026\\. item",
        "3 - 2 > 0 # 1.5!3 - 2 > 0 # 1.5",
      })
  void whatDiscordWouldFormatIsEscaped(String text, String escaped) {
    assertThat(description(Message.titled("T").line(text))).isEqualTo(escaped);
    assertThat(page(Message.titled(text)).title()).isEqualTo(escaped);
  }

  @Test
  void lineStartIsFoundAcrossSpansAndBehindSpaces() {
    assertThat(description(Message.titled("T").line(new Plain("1"), new Plain(". item"))))
        .isEqualTo("1\\. item");
    assertThat(description(Message.titled("T").line("  - item"))).isEqualTo("  \\- item");
  }

  @Test
  void boldTextIsEscapedAndNeighboursStayApart() {
    assertThat(
            description(Message.titled("T").line(new Bold("a*"), new Bold("b"), new Plain("*c"))))
        .isEqualTo("**a\\***\u200b**b**\\*c");
    assertThat(description(Message.titled("T").line(new Code("a"), new Code("b"))))
        .isEqualTo("`a`\u200b`b`");
  }

  @Test
  void emptySpansLeaveNoMarksBehind() {
    assertThat(description(Message.titled("T").line(new Bold(""), new Code(""), new Plain("x"))))
        .isEqualTo("x");
  }

  @Test
  void backticksCannotEndCode() {
    assertThat(description(Message.titled("T").line(new Code("a`b``c")))).isEqualTo("`a'b''c`");
    assertThat(description(Message.titled("T").table(List.of(List.of("h"), List.of("```evil")))))
        .isEqualTo("```\nh\n'''evil\n```");
  }

  @Test
  void callIsNotPutTogetherFromParts() {
    assertThat(description(Message.titled("T").line(new Plain("@"), new Plain("everyone"))))
        .isEqualTo("@\u200beveryone");
    assertThat(description(Message.titled("T").line(new Plain("@her"), new Plain("e"))))
        .isEqualTo("@\u200bhere");
  }

  @Test
  void nobodyIsCalled() {
    Message message =
        Message.titled("@everyone").line("@here @Everyone").footer("@everyone").build();

    String all = renderer.render(message).toString();

    assertThat(all).doesNotContainIgnoringCase("@everyone").doesNotContain("@here");
    assertThat(all).containsIgnoringCase("everyone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0000", "\u001b", "\u007f", "\u202e", "\u2066", "\ud83d", "\udc00", "\ufeff"})
  void characterThatDeceivesOrBreaksIsDropped(String character) {
    Message.Builder message =
        Message.titled("a" + character + "b")
            .line(new Plain("a" + character + "b"), new Code("c" + character + "d"))
            .table(List.of(List.of("e" + character + "f")))
            .footer("g" + character + "h");

    DiscordPage page = page(message);

    assertThat(page.title()).isEqualTo("ab");
    assertThat(page.description()).isEqualTo("ab`cd`\n```\nef\n```");
    assertThat(page.footer()).isEqualTo("gh");
  }

  @Test
  void lineBreaksInTextBecomeSpaces() {
    assertThat(description(Message.titled("T").line("a\n# b\r\nc\u2028d"))).isEqualTo("a # b  c d");
  }

  @Test
  void emojiAndOtherScriptsAreKept() {
    assertThat(description(Message.titled("T").line("📉 Ärger 東京"))).isEqualTo("📉 Ärger 東京");
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
