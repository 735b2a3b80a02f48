package lowtide.chat.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.RequestHandler;
import lowtide.chat.SeenUpdates;
import lowtide.secret.Secret;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes slash commands: acknowledges each at once, as Discord gives 3 s for it, and answers on
 * threads of its own. Of a flood it takes as many as it can hold and drops the rest.
 */
final class SlashListener extends ListenerAdapter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SlashListener.class);
  private static final int THREADS = 4;
  static final int MOST_WAITING = 64;
  private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

  private final RequestHandler handler;
  private final Set<String> personal;
  private final Set<String> named;
  private final Set<String> changing;
  private final SeenUpdates seen;
  private final InteractionAnswer answers;
  private final Clock clock;
  private final Secret token;
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final ExecutorService workers =
      Executors.newFixedThreadPool(THREADS, new DaemonThreads("discord-answer"));
  private Instant complained = Instant.MIN;
  private long dropped;

  /**
   * @param personal commands whose answers only the asker sees
   * @param changing commands that change something
   * @param named options, as {@code command/option}, whose values are handed over with their names
   */
  SlashListener(
      RequestHandler handler,
      Set<String> personal,
      Set<String> named,
      Set<String> changing,
      SeenUpdates seen,
      InteractionAnswer answers,
      Clock clock,
      Secret token) {
    this.handler = handler;
    this.personal = Set.copyOf(personal);
    this.named = Set.copyOf(named);
    this.changing = Set.copyOf(changing);
    this.seen = seen;
    this.answers = answers;
    this.clock = clock;
    this.token = token;
  }

  @Override
  public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
    if (!room.tryAcquire()) {
      drop();
      return;
    }
    boolean whispered = event.isFromGuild() && personal.contains(event.getName());
    try {
      event.deferReply(whispered).queue(null, e -> answers.complain(event.getName(), e));
      workers.execute(() -> take(event, whispered));
    } catch (RuntimeException e) {
      room.release();
      log.warn("/{} not taken: {}", event.getName(), Reason.of(e, token));
    }
  }

  /**
   * A button says a command. One that changes something is answered in its own place: the buttons
   * give way to what was done, by whom, and how to undo it.
   */
  @Override
  public void onButtonInteraction(ButtonInteractionEvent event) {
    if (!room.tryAcquire()) {
      drop();
      return;
    }
    List<String> words = Arrays.asList(event.getComponentId().strip().split("\\s+"));
    Request request =
        new Request(
            ChatId.of(DiscordPlatform.NAME, Long.toUnsignedString(event.getChannelIdLong())),
            event.getUser().getId(),
            !event.isFromGuild(),
            words.get(0),
            words.subList(1, words.size()),
            mayChange(event));
    boolean inPlace = changing.contains(request.command());
    try {
      if (inPlace) {
        event.deferEdit().queue(null, e -> answers.complain(request.command(), e));
      } else {
        event.deferReply(true).queue(null, e -> answers.complain(request.command(), e));
      }
      workers.execute(() -> press(event, request, inPlace));
    } catch (RuntimeException e) {
      room.release();
      log.warn("a button was not taken: {}", Reason.of(e, token));
    }
  }

  private void press(ButtonInteractionEvent event, Request request, boolean inPlace) {
    try {
      if (isNew(event.getId())) {
        Message answer = answer(request);
        if (inPlace) {
          answers.replaceButtons(
              event, request.command(), answer, event.getUser().getEffectiveName());
        } else {
          answers.give(event.getHook(), request.command(), event.isFromGuild(), true, answer);
        }
      }
    } catch (RuntimeException e) {
      log.error("a button was not answered: {}", Reason.of(e, token));
    } finally {
      room.release();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  private void take(SlashCommandInteractionEvent event, boolean whispered) {
    try {
      if (isNew(event.getId())) {
        answers.give(
            event.getHook(),
            event.getName(),
            event.isFromGuild(),
            whispered,
            answer(request(event)));
      }
    } catch (RuntimeException e) {
      log.error("/{} not answered: {}", event.getName(), Reason.of(e, token));
    } finally {
      room.release();
    }
  }

  /** A store that cannot be asked must not make the bot deaf. */
  private boolean isNew(String interaction) {
    try {
      return seen.firstTime(DiscordPlatform.NAME, interaction);
    } catch (RuntimeException e) {
      log.error("cannot tell whether interaction {} was taken before", interaction, e);
      return true;
    }
  }

  private Message answer(Request request) {
    try {
      return handler
          .answer(request)
          .orElseGet(() -> warning("There is no command /" + request.command()));
    } catch (RuntimeException e) {
      log.error("/{} failed in {}", request.command(), request.chat(), e);
      return warning("Something went wrong here, not with your command");
    }
  }

  private static Message warning(String title) {
    return Message.titled(title).tone(Message.Tone.WARNING).personal().build();
  }

  private Request request(SlashCommandInteractionEvent event) {
    List<String> arguments =
        event.getOptions().stream()
            .map(option -> typed(event.getName(), option))
            .flatMap(value -> Arrays.stream(value.split("\\s+", -1)))
            .filter(word -> !word.isEmpty())
            .toList();
    return new Request(
        ChatId.of(DiscordPlatform.NAME, Long.toUnsignedString(event.getChannelIdLong())),
        event.getUser().getId(),
        !event.isFromGuild(),
        event.getName(),
        arguments,
        mayChange(event));
  }

  /** Checked here too: who may use a command in a server is its own setting. */
  private static boolean mayChange(Interaction event) {
    Member member = event.getMember();
    return !event.isFromGuild() || member != null && member.hasPermission(Permission.MANAGE_SERVER);
  }

  private String typed(String command, OptionMapping option) {
    String value = option.getAsString();
    return named.contains(command + "/" + option.getName())
        ? option.getName() + "=" + value.strip()
        : value;
  }

  private synchronized void drop() {
    dropped++;
    Instant now = clock.instant();
    if (now.isAfter(complained.plus(BETWEEN_COMPLAINTS))) {
      log.warn("Discord: too many commands at once, {} dropped so far", dropped);
      complained = now;
    }
  }
}
