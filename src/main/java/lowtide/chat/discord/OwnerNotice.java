package lowtide.chat.discord;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lowtide.secret.Secret;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a server's owner, in private and once, that a channel's alerts wait for a permission:
 * nobody else is to notice that nothing comes.
 */
final class OwnerNotice {
  private static final Logger log = LoggerFactory.getLogger(OwnerNotice.class);
  private static final int REMEMBERED = 10_000;

  private final Secret token;
  private final Set<String> told =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  OwnerNotice(Secret token) {
    this.token = token;
  }

  /** The channel may not be written to. */
  void refused(JDA jda, String channel, String reason) {
    GuildChannel known = jda.getGuildChannelById(channel);
    if (known == null) {
      return; // a private chat, or a server that was left
    }
    synchronized (told) {
      if (!told.add(channel)) {
        return;
      }
    }
    Guild guild = known.getGuild();
    String text =
        ("I may not write in #%s on %s: %s. Its alerts wait. Give me View Channel, Send Messages and"
                + " Embed Links there, or choose another channel and type /unsubscribe for this"
                + " one.")
            .formatted(known.getName(), guild.getName(), reason);
    jda.openPrivateChannelById(guild.getOwnerIdLong())
        .flatMap(direct -> direct.sendMessage(text).setAllowedMentions(List.of()))
        .queue(
            sent -> log.info("Discord: the owner of {} was told about {}", guild.getId(), channel),
            failure ->
                log.warn(
                    "Discord: the owner of {} cannot be told about {}: {}",
                    guild.getId(),
                    channel,
                    Reason.of(failure, token)));
  }

  /** It can be written to: should that end again, the owner is told again. */
  void accepted(String channel) {
    synchronized (told) {
      told.remove(channel);
    }
  }
}
