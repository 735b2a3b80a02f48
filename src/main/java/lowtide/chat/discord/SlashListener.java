package lowtide.chat.discord;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import lowtide.chat.ChatId;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.RequestHandler;
import lowtide.chat.SeenUpdates;
import lowtide.chat.Whereabouts;
import lowtide.secret.Secret;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes slash commands: acknowledges each at once, as Discord gives 3 s for it, and answers on
 * threads of its own. Of a flood it takes as many as there is {@link Room} for, tells who floods so
 * once, and drops the rest.
 */
final class SlashListener extends ListenerAdapter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SlashListener.class);
  private static final int THREADS = 4;

  private final RequestHandler handler;
  private final Map<String, CommandSpec> commands = new HashMap<>();
  private final SeenUpdates seen;
  private final InteractionAnswer answers;
  private final Secret token;
  private final Arrivals arrivals;
  private final Room room;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(THREADS, new DaemonThreads("discord-answer"));

  SlashListener(
      RequestHandler handler,
      List<CommandSpec> commands,
      SeenUpdates seen,
      Whereabouts whereabouts,
      InteractionAnswer answers,
      Clock clock,
      Secret token) {
    this.handler = handler;
    for (CommandSpec command : commands) {
      this.commands.put(command.name(), command);
    }
    this.seen = seen;
    this.answers = answers;
    this.room = new Room(clock);
    this.token = token;
    this.arrivals = new Arrivals(whereabouts, answers, this::answer);
  }

  /** With those that listen for what is no command. */
  List<EventListener> all() {
    return List.of(this, new Suggestions(commands));
  }

  @Override
  public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
    if (!hasRoom(event)) {
      return;
    }
    CommandSpec command = commands.get(event.getName());
    boolean whispered = event.isFromGuild() && command != null && command.personal();
    try {
      event.deferReply(whispered).queue(null, e -> answers.complain(event.getName(), e));
      workers.execute(() -> take(event, whispered));
    } catch (RuntimeException e) {
      room.leave(event.getUser().getId());
      log.warn("/{} not taken: {}", event.getName(), Reason.of(e, token));
    }
  }

  /**
   * A button says a command. One that changes something is answered in its own place: the buttons
   * give way to what was done, by whom, and how to undo it.
   */
  @Override
  public void onButtonInteraction(ButtonInteractionEvent event) {
    if (event.getComponentId().equals(Message.Button.DONE)) {
      event.deferEdit().queue(null, e -> answers.complain(Message.Button.DONE, e));
      return;
    }
    if (!hasRoom(event)) {
      return;
    }
    Request request =
        new Request(
                channel(event),
                event.getUser().getId(),
                !event.isFromGuild(),
                "",
                List.of(),
                mayChange(event))
            .saying(event.getComponentId());
    CommandSpec command = commands.get(request.command());
    boolean inPlace = command != null && command.changes();
    try {
      if (inPlace) {
        event.deferEdit().queue(null, e -> answers.complain(request.command(), e));
      } else {
        event.deferReply(true).queue(null, e -> answers.complain(request.command(), e));
      }
      workers.execute(() -> press(event, request, inPlace));
    } catch (RuntimeException e) {
      room.leave(event.getUser().getId());
      log.warn("a button was not taken: {}", Reason.of(e, token));
    }
  }

  @Override
  public void onGuildJoin(GuildJoinEvent event) {
    Guild guild = event.getGuild();
    try {
      workers.execute(() -> arrivals.into(guild));
    } catch (RejectedExecutionException e) {
      log.debug("closing: {} is not welcomed", guild.getId());
    }
  }

  private void press(ButtonInteractionEvent event, Request request, boolean inPlace) {
    try {
      if (isNew(event.getId())) {
        arrivals.heard(event, request.chat());
        Message answer = answer(request);
        if (!inPlace) {
          answers.give(event.getHook(), request.command(), event.isFromGuild(), true, answer);
        } else if (answer.personal() || answer.inPlace() || !handler.changes(request)) {
          answers.follow(event.getHook(), request.command(), answer);
        } else {
          answers.replaceButtons(event.getHook(), request.command(), done(event, request, answer));
        }
      }
    } catch (RuntimeException e) {
      log.error("a button was not answered: {}", Reason.of(e, token));
    } finally {
      room.leave(event.getUser().getId());
    }
  }

  /** What was done and by whom; what was a question below the message still is one. */
  private List<Message.Button> done(ButtonInteractionEvent event, Request request, Message answer) {
    List<Message.Button> buttons = new ArrayList<>();
    buttons.add(Message.Button.done(answer.title(), event.getUser().getEffectiveName()));
    buttons.addAll(answer.buttons());
    event.getMessage().getComponentTree().findAll(Button.class).stream()
        .filter(button -> button.getCustomId() != null && button.getLabel() != null)
        .map(button -> new Message.Button(button.getLabel(), button.getCustomId()))
        .filter(button -> !button.command().equals(Message.Button.DONE))
        .filter(button -> !handler.changes(request.saying(button.command())))
        .forEach(buttons::add);
    return buttons;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  private void take(SlashCommandInteractionEvent event, boolean whispered) {
    try {
      if (isNew(event.getId())) {
        arrivals.heard(event, channel(event));
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
      room.leave(event.getUser().getId());
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
          .orElseGet(() -> warning(request, "There is no command /" + request.command()));
    } catch (RuntimeException e) {
      log.error("/{} failed in {}", request.command(), request.chat(), e);
      return warning(request, "Something went wrong here, not with your command");
    }
  }

  private Message warning(Request request, String title) {
    return handler.put(
        request.chat(), Message.titled(title).tone(Message.Tone.WARNING).personal().build());
  }

  private Request request(SlashCommandInteractionEvent event) {
    List<String> arguments =
        event.getOptions().stream()
            .map(option -> typed(event.getName(), option))
            .flatMap(value -> Arrays.stream(value.split("\\s+", -1)))
            .filter(word -> !word.isEmpty())
            .toList();
    return new Request(
        channel(event),
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
    return Suggestions.option(commands, command, option.getName())
            .filter(CommandSpec.Option::named)
            .isPresent()
        ? option.getName() + "=" + value.strip()
        : value;
  }

  private boolean hasRoom(IReplyCallback event) {
    Room.Place place = room.enter(event.getUser().getId());
    if (place == Room.Place.REFUSED) {
      answers.refuse(event, handler.put(channel(event), RequestHandler.TOO_MANY));
    }
    return place == Room.Place.TAKEN;
  }

  private static ChatId channel(Interaction event) {
    return ChatId.of(DiscordPlatform.NAME, Long.toUnsignedString(event.getChannelIdLong()));
  }
}
