package lowtide.chat.telegram;

import java.util.List;
import lowtide.chat.Message.Button;
import lowtide.chat.Message.Picture;
import org.jspecify.annotations.Nullable;

/**
 * One call's worth of a message.
 *
 * @param html the text with markup
 * @param plain the same without, for when Telegram refuses the markup
 * @param picture what the text is the caption of
 * @param buttons below it
 */
record Part(String html, String plain, @Nullable Picture picture, List<Button> buttons) {
  Part(String html, String plain, @Nullable Picture picture) {
    this(html, plain, picture, List.of());
  }

  static Part of(Page page, @Nullable Picture picture) {
    return new Part(page.html(), page.plain(), picture);
  }

  Part withoutPicture() {
    return new Part(html, plain, null, buttons);
  }

  Part withButtons(List<Button> below) {
    return new Part(html, plain, picture, below);
  }
}
