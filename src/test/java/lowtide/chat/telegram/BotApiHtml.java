package lowtide.chat.telegram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Telegram's HTML as strictly as the Bot API reads it. */
final class BotApiHtml {
  private static final Set<String> TAGS = Set.of("b", "i", "code", "pre");
  private static final Pattern TOKEN =
      Pattern.compile("<(/?)([a-z]*)>|&(lt|gt|amp|quot);|([^<>&]+)|(.)", Pattern.DOTALL);

  private BotApiHtml() {}

  /**
   * The text that a reader sees.
   *
   * @throws IllegalArgumentException in the Bot API's words
   */
  static String visible(String html) {
    StringBuilder text = new StringBuilder();
    Deque<String> open = new ArrayDeque<>();
    Matcher token = TOKEN.matcher(html);
    while (token.find()) {
      if (token.group(2) != null) {
        tag(open, token.group(2), !token.group(1).isEmpty());
      } else if (token.group(3) != null) {
        text.append(character(token.group(3)));
      } else if (token.group(4) != null) {
        text.append(token.group(4));
      } else {
        throw new IllegalArgumentException(
            "can't parse entities: unexpected character at " + token.start());
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException(
          "can't parse entities: Can't find end tag corresponding to start tag " + open.peek());
    }
    return text.toString();
  }

  private static void tag(Deque<String> open, String name, boolean end) {
    if (!TAGS.contains(name)) {
      throw new IllegalArgumentException("can't parse entities: Unsupported start tag " + name);
    }
    if (!end) {
      open.push(name);
    } else if (!name.equals(open.poll())) {
      throw new IllegalArgumentException("can't parse entities: Unmatched end tag " + name);
    }
  }

  private static char character(String entity) {
    return switch (entity) {
      case "lt" -> '<';
      case "gt" -> '>';
      case "amp" -> '&';
      default -> '"';
    };
  }
}
