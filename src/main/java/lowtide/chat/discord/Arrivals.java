package lowtide.chat.discord;

import java.util.List;
import java.util.function.Function;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Whereabouts;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.interactions.Interaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the bot is let in, for the first time or again. */
final class Arrivals {
  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

  private final Whereabouts whereabouts;
  private final InteractionAnswer answers;
  private final Function<Request, Message> answer;

  Arrivals(Whereabouts whereabouts, InteractionAnswer answers, Function<Request, Message> answer) {
    this.whereabouts = whereabouts;
    this.answers = answers;
    this.answer = answer;
  }

  /** Alerts go on in the channels that had them; where it may, it says what it does, once. */
  void into(Guild guild) {
    guild.getChannels().forEach(channel -> back(ChatId.of(DiscordPlatform.NAME, channel.getId())));
    TextChannel usual = guild.getSystemChannel();
    TextChannel channel =
        usual != null && usual.canTalk()
            ? usual
            : guild.getTextChannels().stream()
                .filter(TextChannel::canTalk)
                .findFirst()
                .orElse(null);
    if (channel == null) {
      log.info("Discord server {}: the bot came in and may not write anywhere", guild.getId());
      return;
    }
    Request joined =
        new Request(
            ChatId.of(DiscordPlatform.NAME, channel.getId()),
            "",
            false,
            "start",
            List.of(Request.JOINED));
    answers.post(channel, answer.apply(joined));
  }

  /** Somebody speaks to it: there is such a channel, unless the bot itself is not in the server. */
  void heard(Interaction event, ChatId channel) {
    Guild guild = event.getGuild();
    if (guild == null || !guild.isDetached()) {
      back(channel);
    }
  }

  private void back(ChatId channel) {
    try {
      whereabouts.back(channel);
    } catch (RuntimeException e) {
      log.error("that {} can be written to is not stored", channel, e);
    }
  }
}
