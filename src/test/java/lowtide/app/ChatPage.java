package lowtide.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lowtide.chat.telegram.LocalTelegram;

/**
 * What was sent, drawn as the platforms' apps draw it: on a phone, on a desktop and in a terminal
 * beside each other. The markup is the one that was sent; only the frame around it is ours.
 */
final class ChatPage {
  static final int WIDTH = 980;

  private static final String STYLE =
      """
      * { box-sizing: border-box; }
      body { margin: 0; padding: 12px; background: #fff; width: 980px;
        font: 14px/1.36 'Noto Sans', 'DejaVu Sans', sans-serif; }
      .row { display: flex; gap: 12px; align-items: stretch; }
      .telegram { width: 400px; background: #cddbc3; border-radius: 10px; padding: 10px;
        display: flex; flex-direction: column; gap: 6px; }
      .discord { flex: 1; background: #313338; color: #dbdee1; border-radius: 10px; padding: 12px; }
      .terminal { background: #14181f; color: #d5dae2; border-radius: 10px; padding: 12px 14px;
        margin-top: 12px; font: 13px/1.35 'DejaVu Sans Mono', monospace; white-space: pre-wrap; }
      h4 { margin: 0 0 8px; font-size: 12px; font-weight: normal; opacity: .6; }
      .bubble { background: #fff; border-radius: 12px 12px 12px 3px; padding: 7px 10px 4px;
        white-space: pre-wrap; overflow-wrap: anywhere; align-self: flex-start; width: 372px; }
      .mine { background: #e7fbd3; border-radius: 12px 12px 3px 12px; align-self: flex-end;
        width: auto; max-width: 300px; }
      .service { align-self: center; background: #7d9472; color: #fff; border-radius: 10px;
        padding: 2px 10px; font-size: 12px; }
      .bubble img { display: block; width: 372px; margin: -7px -10px 6px; border-radius: 12px 12px 0 0; }
      .bubble pre { margin: 4px 0; padding: 5px 7px; background: #eef3f8; border-left: 3px solid #3a8fd6;
        border-radius: 4px; font: 12.5px/1.3 'DejaVu Sans Mono', monospace; white-space: pre-wrap; }
      .bubble code { color: #2a6fb0; font: 13px 'DejaVu Sans Mono', monospace; }
      .time { float: right; font-size: 11px; color: #8aa08a; margin-left: 8px; }
      .keys { display: grid; grid-template-columns: repeat(6, 1fr); gap: 3px; width: 372px; }
      .keys span { background: #7d9472; color: #fff; border-radius: 6px; text-align: center;
        padding: 6px 2px; font-size: 13px; overflow: hidden; white-space: nowrap;
        text-overflow: ellipsis; grid-column: span 2; }
      .keys .two { grid-column: span 3; } .keys .one { grid-column: span 6; }
      .call { font-size: 12.5px; color: #b5bac1; margin: 0 0 4px 20px; }
      .call b { color: #c9cdfb; font-weight: normal; background: #3c4270; border-radius: 3px; padding: 0 3px; }
      .post { display: flex; gap: 12px; margin-bottom: 12px; }
      .face { width: 38px; height: 38px; border-radius: 50%; background: #2f7fb5; flex: none;
        color: #fff; text-align: center; line-height: 38px; font-size: 20px; }
      .who b { color: #f2f3f5; } .who i { font-style: normal; background: #5865f2; color: #fff;
        border-radius: 3px; font-size: 10px; padding: 1px 4px; margin: 0 6px; }
      .who small { color: #949ba4; }
      .embed { background: #2b2d31; border-left: 4px solid; border-radius: 4px; padding: 9px 13px 11px;
        margin-top: 5px; max-width: 480px; overflow-wrap: anywhere; }
      .embed h3 { margin: 0 0 6px; font-size: 15px; color: #f2f3f5; white-space: pre-wrap; }
      .embed .text { white-space: pre-wrap; }
      .embed pre { background: #1e1f22; border: 1px solid #232428; border-radius: 4px; padding: 6px 8px;
        margin: 4px 0; font: 11.6px/1.35 'DejaVu Sans Mono', monospace; white-space: pre-wrap; }
      .embed code { background: #1e1f22; border-radius: 3px; padding: 0 3px;
        font: 12.5px 'DejaVu Sans Mono', monospace; }
      .embed img { width: 100%; border-radius: 4px; margin-top: 9px; display: block; }
      .embed footer { font-size: 12px; color: #b5bac1; margin-top: 7px; }
      .embed time { background: #383a40; border-radius: 3px; padding: 0 2px; }
      .press { display: flex; flex-wrap: wrap; gap: 7px; margin-top: 8px; max-width: 500px; }
      .press span { background: #4e5058; color: #fff; border-radius: 4px; padding: 6px 14px; font-size: 13px; }
      .only { font-size: 12px; color: #949ba4; margin-top: 6px; }
      .t1 { font-weight: bold; } .t2 { opacity: .62; } .t36 { color: #6fc3df; }
      .t31 { color: #ff8a65; } .t32 { color: #6fcf97; } .t33 { color: #f2c94c; }
      """;

  private static final Pattern MARK =
      Pattern.compile(
          "```\\n?(.*?)\\n?```|`([^`]*)`|\\*\\*(.+?)\\*\\*|\\\\(.)|<t:(\\d+):([fR])>",
          Pattern.DOTALL);
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[([0-9;]*)m");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Instant now;
  private final StringBuilder telegram = new StringBuilder();
  private final StringBuilder discord = new StringBuilder();
  private final StringBuilder terminal = new StringBuilder();

  ChatPage(Instant now) {
    this.now = now;
  }

  ChatPage telegramSaid(String text) {
    telegram.append("<div class='bubble mine'>%s%s</div>".formatted(escaped(text), time()));
    return this;
  }

  ChatPage telegramService(String text) {
    telegram.append("<div class='service'>%s</div>".formatted(escaped(text)));
    return this;
  }

  /**
   * @param buttons their labels, row by row
   */
  ChatPage telegramSent(LocalTelegram.Sent sent, List<List<String>> buttons) {
    return telegramSent(sent.markup(), sent.photo(), buttons);
  }

  ChatPage telegramSent(String markup, byte[] photo, List<List<String>> buttons) {
    telegram.append(
        "<div class='bubble'>%s%s%s</div>"
            .formatted(image(photo), markup.replace("</pre>\n", "</pre>"), time()));
    if (!buttons.isEmpty()) {
      telegram.append("<div class='keys'>");
      for (List<String> row : buttons) {
        String width = row.size() == 1 ? " class='one'" : row.size() == 2 ? " class='two'" : "";
        row.forEach(label -> telegram.append("<span%s>%s</span>".formatted(width, escaped(label))));
      }
      telegram.append("</div>");
    }
    return this;
  }

  ChatPage discordSaid(String line) {
    discord.append("<div class='call'>╭ Ada used <b>%s</b></div>".formatted(escaped(line)));
    return this;
  }

  ChatPage discordService(String text) {
    discord.append("<div class='call'>%s</div>".formatted(escaped(text)));
    return this;
  }

  ChatPage discordSent(JsonNode body, Map<String, byte[]> files, boolean ephemeral) {
    discord
        .append("<div class='post'><div class='face'>L</div><div>")
        .append(
            "<div class='who'><b>Lowtide</b><i>APP</i><small>%s</small></div>"
                .formatted(CLOCK.format(now)));
    if (!body.path("content").asText("").isEmpty()) {
      discord.append(marked(body.path("content").asText()));
    }
    for (JsonNode embed : body.path("embeds")) {
      String footer = embed.path("footer").path("text").asText("");
      discord.append(
          "<div class='embed' style='border-color:#%06x'><h3>%s</h3><div class='text'>%s</div>%s%s</div>"
              .formatted(
                  embed.path("color").asInt(),
                  marked(embed.path("title").asText()),
                  marked(embed.path("description").asText()),
                  files.values().stream().map(ChatPage::image).findFirst().orElse(""),
                  footer.isEmpty() ? "" : "<footer>" + escaped(footer) + "</footer>"));
    }
    discord.append("<div class='press'>");
    for (JsonNode row : body.path("components")) {
      for (JsonNode button : row.path("components")) {
        discord.append("<span>%s</span>".formatted(escaped(button.path("label").asText())));
      }
    }
    discord.append("</div>");
    if (ephemeral) {
      discord.append("<div class='only'>Only you can see this</div>");
    }
    discord.append("</div></div>");
    return this;
  }

  ChatPage terminal(String printed) {
    StringBuilder html = new StringBuilder();
    Matcher colour = COLOUR.matcher(printed);
    int from = 0;
    boolean open = false;
    while (colour.find()) {
      html.append(escaped(printed.substring(from, colour.start()))).append(open ? "</span>" : "");
      open = !colour.group(1).equals("0");
      html.append(open ? "<span class='t" + colour.group(1).replace(";", " t") + "'>" : "");
      from = colour.end();
    }
    terminal.append(html).append(escaped(printed.substring(from)));
    return this;
  }

  /** The page; parts that nothing was shown in are left out. */
  String html() {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html><meta charset='utf-8'><style>").append(STYLE).append("</style>");
    if (telegram.length() + discord.length() > 0) {
      page.append("<div class='row'>");
      if (telegram.length() > 0) {
        page.append("<div class='telegram'>").append(telegram).append("</div>");
      }
      if (discord.length() > 0) {
        page.append("<div class='discord'>").append(discord).append("</div>");
      }
      page.append("</div>");
    }
    if (terminal.length() > 0) {
      page.append("<div class='terminal'>").append(terminal).append("</div>");
    }
    return page.toString();
  }

  /** Discord's markup, as far as the bot uses it. */
  private String marked(String text) {
    StringBuilder html = new StringBuilder();
    Matcher mark = MARK.matcher(text);
    int from = 0;
    while (mark.find()) {
      html.append(escaped(text.substring(from, mark.start())));
      if (mark.group(1) != null) {
        html.append("<pre>").append(escaped(mark.group(1))).append("</pre>");
      } else if (mark.group(2) != null) {
        html.append("<code>").append(escaped(mark.group(2))).append("</code>");
      } else if (mark.group(3) != null) {
        html.append("<b>").append(marked(mark.group(3))).append("</b>");
      } else if (mark.group(4) != null) {
        html.append(escaped(mark.group(4)));
      } else {
        html.append("<time>").append(moment(mark.group(5), mark.group(6))).append("</time>");
      }
      from = mark.end();
      // A block stands on lines of its own, and so do the line breaks around it.
      from += mark.group(1) != null && text.startsWith("\n", from) ? 1 : 0;
    }
    return html.append(escaped(text.substring(from))).toString().replace("\n<pre>", "<pre>");
  }

  private String moment(String epoch, String style) {
    Instant at = Instant.ofEpochSecond(Long.parseLong(epoch));
    if (style.equals("f")) {
      return MOMENT.format(at);
    }
    long minutes = Duration.between(at, now).toMinutes();
    String span =
        Math.abs(minutes) < 60
            ? Math.abs(minutes) + " minutes"
            : Math.abs(minutes) < 2_880
                ? Math.abs(minutes) / 60 + " hours"
                : Math.abs(minutes) / 1_440 + " days";
    return minutes < 0 ? "in " + span : span + " ago";
  }

  private String time() {
    return "<span class='time'>%s</span>".formatted(CLOCK.format(now));
  }

  private static String image(byte[] png) {
    return png.length == 0
        ? ""
        : "<img src='data:image/png;base64,%s'>".formatted(Base64.getEncoder().encodeToString(png));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
