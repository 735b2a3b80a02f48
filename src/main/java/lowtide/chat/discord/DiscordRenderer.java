package lowtide.chat.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lowtide.chat.Message;
import org.jspecify.annotations.Nullable;

/**
 * Messages in Discord's idiom: one embed a page, in as many pages as the limits ask for. The title
 * is on the first page, the footer and the picture are on the last.
 */
final class DiscordRenderer {
  private static final int TITLE = 256;
  private static final int DESCRIPTION = 4096;

  /** Title, description and footer together may have 6000. */
  private static final int FOOTER = 1000;

  private static final int ALT_TEXT = 1024;
  private static final int LARGEST_PICTURE = 10 * 1024 * 1024;

  /** Beyond this a message is a mistake or an attack; a chat need not suffer from it. */
  private static final int MOST_PAGES = 5;

  private static final String CUT = "\n…";

  List<DiscordPage> render(Message message) {
    List<String> bodies = bodies(message.blocks());
    int colour = colour(message.tone());
    Message.Picture picture = picture(message.picture());
    String footer = DiscordText.shortened(DiscordText.unformatted(message.footer()), FOOTER);
    if (picture == null && message.picture() != null) {
      footer = (footer + " (the picture is too large for Discord)").strip();
    }
    List<DiscordPage> pages = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      boolean last = i == bodies.size() - 1;
      pages.add(
          new DiscordPage(
              i == 0 ? title(message) : "",
              bodies.get(i),
              colour,
              last ? footer : "",
              last ? picture : null,
              last ? message.buttons() : List.of()));
    }
    return pages;
  }

  private static String title(Message message) {
    String text = DiscordText.clean(message.title()).strip();
    String symbol = symbol(message.tone());
    // Escaping lengthens: cut what is escaped, and not between a backslash and its character.
    String escaped = DiscordText.escapedStart(DiscordText.escaped(text.isEmpty() ? "…" : text));
    String shown = DiscordText.shortened(escaped, TITLE - symbol.length());
    if (shown.length() < escaped.length()) {
      String kept = shown.substring(0, shown.length() - 1);
      int backslashes = kept.length() - kept.replaceAll("\\\\+$", "").length();
      shown = (backslashes % 2 == 1 ? kept.substring(0, kept.length() - 1) : kept) + "…";
    }
    return symbol + shown;
  }

  /** At least one, perhaps empty. */
  private static List<String> bodies(List<Message.Block> blocks) {
    int limit = DESCRIPTION - CUT.length();
    List<String> bodies = new ArrayList<>();
    StringBuilder body = null;
    for (Message.Block block : blocks) {
      for (String part : parts(block, limit)) {
        if (body == null) {
          body = new StringBuilder(part);
        } else if (body.length() + 1 + part.length() <= limit) {
          body.append('\n').append(part);
        } else if (bodies.size() == MOST_PAGES - 1) {
          bodies.add(body + CUT);
          return bodies;
        } else {
          bodies.add(body.toString());
          body = new StringBuilder(part);
        }
      }
    }
    bodies.add(body == null ? "" : body.toString());
    return bodies;
  }

  private static List<String> parts(Message.Block block, int limit) {
    return block instanceof Message.Table table
        ? TableText.blocks(table, limit)
        : LineText.lines((Message.Line) block, limit);
  }

  private static Message.@Nullable Picture picture(Message.@Nullable Picture picture) {
    if (picture == null) {
      return null;
    }
    byte[] png = picture.png();
    if (png.length > LARGEST_PICTURE) {
      return null;
    }
    String plain = picture.fileName().replaceAll("[^A-Za-z0-9_.-]", "_");
    String stem =
        plain.toLowerCase(Locale.ROOT).endsWith(".png")
            ? plain.substring(0, plain.length() - 4)
            : plain;
    String name =
        (stem.isEmpty() ? "chart" : stem.substring(0, Math.min(stem.length(), 60))) + ".png";
    String altText = DiscordText.shortened(DiscordText.clean(picture.altText()).strip(), ALT_TEXT);
    return new Message.Picture(name, png, altText);
  }

  private static String symbol(Message.Tone tone) {
    return switch (tone) {
      case DOWN -> "▼ ";
      case UP -> "▲ ";
      case WARNING -> "⚠ ";
      case NEUTRAL -> "";
    };
  }

  private static int colour(Message.Tone tone) {
    return switch (tone) {
      case DOWN -> 0xC0392B;
      case UP -> 0x2E8B57;
      case WARNING -> 0xD9A400;
      case NEUTRAL -> 0x5B7083;
    };
  }
}
