package lowtide.chat.discord;

import java.util.List;
import lowtide.chat.Message;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/**
 * One Discord message with one embed, in Discord's markup and within its limits.
 *
 * @param title empty for none
 * @param footer empty for none
 * @param buttons below it
 */
record DiscordPage(
    String title,
    String description,
    int colour,
    String footer,
    Message.@Nullable Picture picture,
    List<Message.Button> buttons) {

  /**
   * The same with its first line outside the embed. A phone's lock screen shows what stands there;
   * of an embed alone it shows nothing.
   */
  MessageCreateData toNews() {
    return withTitle("").data(title);
  }

  private DiscordPage withTitle(String other) {
    return new DiscordPage(other, description, colour, footer, picture, buttons);
  }

  DiscordPage withoutPicture() {
    return new DiscordPage(title, description, colour, footer, null, buttons);
  }

  /** A body for one request; files in it can be read once only. */
  MessageCreateData toData() {
    return data("");
  }

  private MessageCreateData data(String content) {
    EmbedBuilder embed = new EmbedBuilder().setColor(colour);
    if (!title.isEmpty()) {
      embed.setTitle(title);
    }
    if (!description.isEmpty()) {
      embed.setDescription(description);
    }
    if (!footer.isEmpty()) {
      embed.setFooter(footer);
    }
    MessageCreateBuilder message =
        new MessageCreateBuilder().setAllowedMentions(List.of()).setContent(content);
    if (picture != null) {
      embed.setImage("attachment://" + picture.fileName());
      FileUpload file = FileUpload.fromData(picture.png(), picture.fileName());
      message.setFiles(picture.altText().isEmpty() ? file : file.setDescription(picture.altText()));
    }
    // One with a colour alone is refused.
    if (!title.isEmpty() || !description.isEmpty() || !footer.isEmpty() || picture != null) {
      message.setEmbeds(embed.build());
    }
    return message.setComponents(ButtonRows.of(buttons)).build();
  }
}
