package lowtide.chat.discord;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import lowtide.chat.Message;
import lowtide.secret.Secret;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InteractionFailureException;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the answer to a command that has been acknowledged. */
final class InteractionAnswer {
  private static final Logger log = LoggerFactory.getLogger(InteractionAnswer.class);

  /** Unknown or expired interaction, taken by another process, unknown or expired follow-up. */
  private static final Set<Integer> TOO_LATE = Set.of(10062, 40060, 10015, 50027);

  private final DiscordRenderer renderer;
  private final Duration longest;
  private final Secret token;

  InteractionAnswer(DiscordRenderer renderer, Duration longest, Secret token) {
    this.renderer = renderer;
    this.longest = longest;
    this.token = token;
  }

  /**
   * @param inGuild whether others read the channel
   * @param whispered whether the acknowledgement is seen by the asker only; the first message that
   *     follows it is seen by the same people
   */
  void give(
      InteractionHook hook, String command, boolean inGuild, boolean whispered, Message message) {
    boolean discreet = whispered || (inGuild && message.personal());
    List<DiscordPage> pages = renderer.render(message);
    try {
      if (discreet && !whispered) {
        // Who sees it is settled by the acknowledgement: that one has to go.
        Await.answer(hook.deleteOriginal(), longest);
        follow(hook, pages, true);
      } else {
        edit(hook, pages.get(0));
        follow(hook, pages.subList(1, pages.size()), discreet);
      }
    } catch (Await.NoAnswer e) {
      complain(command, e.reason());
    }
  }

  /**
   * Answers a press that was acknowledged without an answer: what is made for its place takes that,
   * all else is shown to who pressed alone.
   */
  void follow(InteractionHook hook, String command, Message message) {
    try {
      List<DiscordPage> pages = renderer.render(message);
      if (message.inPlace() && !message.personal()) {
        edit(hook, pages.get(0));
      } else {
        follow(hook, pages, true);
      }
    } catch (Await.NoAnswer e) {
      complain(command, e.reason());
    }
  }

  /** Puts what was done, by whom, and how to undo it, in the place of the buttons. */
  void replaceButtons(InteractionHook hook, String command, List<Message.Button> buttons) {
    try {
      Await.answer(hook.editOriginalComponents(ButtonRows.of(buttons)), longest);
    } catch (Await.NoAnswer e) {
      complain(command, e.reason());
    }
  }

  /** Tells who asked, and nobody else, why there is no other answer. */
  void refuse(IReplyCallback event, Message why) {
    try (MessageCreateData data = renderer.render(why).get(0).toData()) {
      event.reply(data).setEphemeral(true).queue(null, e -> complain("refused", e));
    }
  }

  /** A message that nobody asked for. */
  void post(MessageChannel channel, Message message) {
    try (MessageCreateData data = renderer.render(message).get(0).toData()) {
      Await.answer(channel.sendMessage(data), longest);
    } catch (Await.NoAnswer e) {
      log.info("nothing posted in {}: {}", channel.getId(), Reason.of(e.reason(), token));
    }
  }

  private void edit(InteractionHook hook, DiscordPage page) throws Await.NoAnswer {
    try (MessageCreateData data = page.toData()) {
      Await.answer(hook.editOriginal(MessageEditData.fromCreateData(data)), longest);
    }
  }

  private void follow(InteractionHook hook, List<DiscordPage> pages, boolean discreet)
      throws Await.NoAnswer {
    for (DiscordPage page : pages) {
      try (MessageCreateData data = page.toData()) {
        Await.answer(hook.sendMessage(data).setEphemeral(discreet), longest);
      }
    }
  }

  /** Never tried again: an answer that comes late or twice is worse than none. */
  void complain(String command, Throwable failure) {
    if (failure instanceof InteractionFailureException || failure instanceof InterruptedException) {
      // Follows from a failed acknowledgement, which was complained about, or from closing.
      log.debug("/{} not answered", command, failure);
    } else if (failure instanceof ErrorResponseException e && TOO_LATE.contains(e.getErrorCode())) {
      log.info("/{}: too late to answer ({})", command, e.getErrorCode());
    } else {
      log.warn("/{} not answered: {}", command, Reason.of(failure, token));
    }
  }
}
