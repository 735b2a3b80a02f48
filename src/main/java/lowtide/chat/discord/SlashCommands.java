package lowtide.chat.discord;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lowtide.chat.CommandSpec;
import lowtide.chat.Language;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;

/** The commands as Discord's menu wants them. */
final class SlashCommands {
  private SlashCommands() {}

  /**
   * @throws IllegalArgumentException if Discord would refuse a command, with its name
   */
  static List<CommandData> of(List<CommandSpec> specs) {
    List<CommandData> commands = new ArrayList<>();
    for (CommandSpec spec : specs) {
      try {
        commands.add(command(spec));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "Discord has no command /" + spec.name() + ": " + e.getMessage(), e);
      }
    }
    Set<String> names = specs.stream().map(CommandSpec::name).collect(Collectors.toSet());
    if (names.size() < specs.size()) {
      throw new IllegalArgumentException(
          "two commands have one name: " + specs.stream().map(CommandSpec::name).toList());
    }
    return commands;
  }

  private static CommandData command(CommandSpec spec) {
    return Commands.slash(spec.name(), spec.summary())
        .setDescriptionLocalization(DiscordLocale.GERMAN, german(spec.summary()))
        // As a default: a server can give it to others. It is checked again with every use.
        .setDefaultPermissions(
            spec.adminsOnly()
                ? DefaultMemberPermissions.enabledFor(Permission.MANAGE_SERVER)
                : DefaultMemberPermissions.ENABLED)
        .setContexts(EnumSet.of(InteractionContextType.GUILD, InteractionContextType.BOT_DM))
        .addOptions(spec.options().stream().map(SlashCommands::option).toList());
  }

  private static String german(String english) {
    return Language.GERMAN.say(english);
  }

  /** Whether Discord asks, while somebody types, what could be meant. */
  static boolean suggests(CommandSpec.Option option) {
    return option.choices().size() > OptionData.MAX_CHOICES
        || option.free() && !option.choices().isEmpty();
  }

  private static OptionData option(CommandSpec.Option option) {
    OptionData data =
        new OptionData(OptionType.STRING, option.name(), option.summary(), option.required());
    data.setDescriptionLocalization(DiscordLocale.GERMAN, german(option.summary()));
    // With more than Discord can offer, those that begin with what is typed.
    if (suggests(option)) {
      data.setAutoComplete(true);
    } else {
      option.choices().forEach(choice -> data.addChoice(choice, choice));
    }
    return data;
  }
}
