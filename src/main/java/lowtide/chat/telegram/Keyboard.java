package lowtide.chat.telegram;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lowtide.chat.Message.Button;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;

/**
 * Buttons below a message: three a row, fewer where a label would not be read to its end on a
 * phone. What does not fit into one is left out.
 */
final class Keyboard {
  private static final int A_ROW = 3;
  private static final int LONGEST_OF_THREE = 13;
  private static final int LONGEST_OF_TWO = 22;
  private static final int LONGEST_DATA = 64;
  private static final int LONGEST_LABEL = 60;
  private static final int MOST = 30;

  private Keyboard() {}

  /** Null for none. */
  static @Nullable InlineKeyboardMarkup of(List<Button> buttons) {
    List<InlineKeyboardRow> rows = new ArrayList<>();
    InlineKeyboardRow row = new InlineKeyboardRow();
    int room = A_ROW;
    for (Button button : buttons.subList(0, Math.min(MOST, buttons.size()))) {
      String label = CleanText.line(button.label()).strip();
      if (label.isEmpty()
          || button.command().getBytes(StandardCharsets.UTF_8).length > LONGEST_DATA) {
        continue;
      }
      room = Math.min(room, room(label));
      if (row.size() >= room) {
        rows.add(row);
        row = new InlineKeyboardRow();
        room = room(label);
      }
      row.add(
          InlineKeyboardButton.builder()
              .text(shortened(label))
              .callbackData(button.command())
              .build());
    }
    if (!row.isEmpty()) {
      rows.add(row);
    }
    return rows.isEmpty() ? null : InlineKeyboardMarkup.builder().keyboard(rows).build();
  }

  /** How many of such buttons a row has room for. */
  private static int room(String label) {
    return label.length() <= LONGEST_OF_THREE ? A_ROW : label.length() <= LONGEST_OF_TWO ? 2 : 1;
  }

  private static String shortened(String label) {
    return label.codePointCount(0, label.length()) <= LONGEST_LABEL
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL)) + "…";
  }
}
