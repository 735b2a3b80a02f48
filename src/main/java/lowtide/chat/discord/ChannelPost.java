package lowtide.chat.discord;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import lowtide.chat.ChatId;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.secret.Secret;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.AttachedFile;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.internal.requests.Requester;
import net.dv8tion.jda.internal.requests.RestActionImpl;
import okhttp3.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts what the outbox owes to a channel.
 *
 * <p>Channels are addressed by id, not looked up in JDA's cache: that is empty for seconds after an
 * invalid session and never knows archived threads or private chats, so a miss there says nothing.
 * Only Discord's own answer says what is wrong with a channel. JDA's public requests need a cached
 * channel, hence its internal request class here; its queues and rate limits work as for all
 * others.
 */
final class ChannelPost {
  private static final Logger log = LoggerFactory.getLogger(ChannelPost.class);
  private static final Pattern SNOWFLAKE = Pattern.compile("[0-9]{1,20}");

  private final DiscordRenderer renderer;
  private final Pace pace;
  private final Secret token;
  private final UnknownChannels unknown;
  private final OwnerNotice owners;

  ChannelPost(DiscordRenderer renderer, Pace pace, Secret token, UnknownChannels unknown) {
    this.renderer = renderer;
    this.pace = pace;
    this.token = token;
    this.unknown = unknown;
    this.owners = new OwnerNotice(token);
  }

  /**
   * @param whole whether this node sees all servers that the bot is in
   */
  Delivery send(JDA jda, boolean whole, ChatId chat, String notification, Message message) {
    String channel = channel(chat);
    if (!chat.platform().equals(DiscordPlatform.NAME) || !SNOWFLAKE.matcher(channel).matches()) {
      return new Delivery.Rejected("not a Discord channel: " + chat);
    }
    List<DiscordPage> pages = renderer.render(message);
    String first = "";
    for (int i = 0; i < pages.size(); i++) {
      String nonce = nonce(notification, i);
      try {
        String id = post(jda, channel, nonce, pages.get(i));
        first = first.isEmpty() ? id : first;
      } catch (Await.NoAnswer e) {
        Delivery delivery = unknown.settle(channel, outcome(jda, whole, channel, e.reason()));
        log.debug("Discord: {} to {}: {}", notification, chat, delivery);
        if (Outcome.isPause(e.reason())) {
          owners.refused(jda, channel, Reason.of(e.reason(), token));
        }
        return delivery;
      }
    }
    owners.accepted(channel);
    return unknown.settle(channel, new Delivery.Sent(first));
  }

  /**
   * No access to a channel of a server we are in can be given back by a click; to one of no such
   * server it is as if there were none. For seconds after an invalid session JDA knows no server,
   * which the grace of {@link UnknownChannels} covers. Where other nodes have shards, theirs may
   * know it.
   */
  private Delivery outcome(JDA jda, boolean whole, String channel, Throwable failure) {
    boolean nowhere =
        whole
            && Outcome.isMissingAccess(failure)
            && jda.getGuildChannelById(channel) == null
            && jda.getThreadChannelById(channel) == null;
    return nowhere
        ? new Delivery.Gone("not in the server of this channel: " + Reason.of(failure, token))
        : Outcome.of(failure, pace, token);
  }

  /** A thread is a channel with an id of its own. */
  static String channel(ChatId chat) {
    return chat.thread() == null ? chat.chat() : chat.thread();
  }

  private String post(JDA jda, String channel, String nonce, DiscordPage page)
      throws Await.NoAnswer {
    try {
      return Await.answer(request(jda, channel, nonce, page), pace.request());
    } catch (Await.NoAnswer e) {
      if (page.picture() == null || !Outcome.isMissingPermissions(e.reason())) {
        throw e;
      }
      // Perhaps we may write here, but not attach files: the words matter more than the chart.
      String id = Await.answer(request(jda, channel, nonce, page.withoutPicture()), pace.request());
      log.warn("Discord: no permission to attach files in channel {}", channel);
      return id;
    }
  }

  private static RestAction<String> request(
      JDA jda, String channel, String nonce, DiscordPage page) {
    try (MessageCreateData data = page.toNews()) {
      DataObject json = data.toData().put("nonce", nonce).put("enforce_nonce", true);
      RequestBody body =
          data.getAllDistinctFiles().isEmpty()
              ? RequestBody.create(json.toJson(), Requester.MEDIA_TYPE_JSON)
              : AttachedFile.createMultipartBody(data.getAllDistinctFiles(), json).build();
      return new RestActionImpl<>(
          jda,
          Route.Messages.SEND_MESSAGE.compile(channel),
          body,
          (response, request) -> response.getObject().getString("id"));
    }
  }

  /**
   * The same for every attempt, so that Discord recognises a repetition (for some minutes), and at
   * most 25 characters long.
   */
  static String nonce(String notification, int page) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((notification + "#" + page).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 18));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
