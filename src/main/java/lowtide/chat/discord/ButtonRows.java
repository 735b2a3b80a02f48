package lowtide.chat.discord;

import java.util.ArrayList;
import java.util.List;
import lowtide.chat.Message;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;

/** Buttons below a message, five a row. What does not fit into one is left out. */
final class ButtonRows {
  private static final int A_ROW = 5;
  private static final int MOST_ROWS = 5;
  private static final int LONGEST_LABEL = 80;
  private static final int LONGEST_ID = 100;

  private ButtonRows() {}

  static List<ActionRow> of(List<Message.Button> buttons) {
    List<Button> all = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Message.Button button : buttons) {
      String label =
          DiscordText.shortened(DiscordText.clean(button.label()).strip(), LONGEST_LABEL);
      boolean fits =
          !label.isEmpty()
              && button.command().length() <= LONGEST_ID
              && !ids.contains(button.command()) // Discord refuses equal ones
              && all.size() < A_ROW * MOST_ROWS;
      if (fits) {
        ids.add(button.command());
        all.add(Button.secondary(button.command(), label));
      }
    }
    List<ActionRow> rows = new ArrayList<>();
    for (int i = 0; i < all.size(); i += A_ROW) {
      rows.add(ActionRow.of(all.subList(i, Math.min(all.size(), i + A_ROW))));
    }
    return rows;
  }
}
