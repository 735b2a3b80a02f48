package lowtide.chat.discord;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lowtide.chat.CommandSpec;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says, while somebody types, what could be meant. */
final class Suggestions extends ListenerAdapter {
  private static final Logger log = LoggerFactory.getLogger(Suggestions.class);

  private final Map<String, CommandSpec> commands;

  /**
   * @param commands by name
   */
  Suggestions(Map<String, CommandSpec> commands) {
    this.commands = Map.copyOf(commands);
  }

  /** From what we know alone: Discord gives little time, and asks at every letter. */
  @Override
  public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
    String typed = event.getFocusedOption().getValue().toLowerCase(Locale.ROOT).strip();
    List<String> known =
        option(commands, event.getName(), event.getFocusedOption().getName())
            .map(CommandSpec.Option::choices)
            .orElse(List.of());
    List<String> fitting =
        known.stream()
            .filter(one -> one.toLowerCase(Locale.ROOT).contains(typed))
            .sorted(Comparator.comparing(one -> !one.toLowerCase(Locale.ROOT).startsWith(typed)))
            .limit(OptionData.MAX_CHOICES)
            .toList();
    event
        .replyChoiceStrings(fitting)
        .queue(null, e -> log.debug("no suggestions for /{}", event.getName(), e));
  }

  static Optional<CommandSpec.Option> option(
      Map<String, CommandSpec> commands, String command, String name) {
    CommandSpec known = commands.get(command);
    return known == null
        ? Optional.empty()
        : known.options().stream().filter(option -> option.name().equals(name)).findFirst();
  }
}
