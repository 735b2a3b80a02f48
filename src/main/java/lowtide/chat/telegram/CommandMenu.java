package lowtide.chat.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lowtide.chat.CommandSpec;
import lowtide.chat.Language;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScope;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllChatAdministrators;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllGroupChats;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllPrivateChats;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeDefault;

/** The commands that Telegram offers when somebody types a slash. */
final class CommandMenu {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,32}");
  private static final int MOST = 100;

  private final List<CommandSpec> commands;

  CommandMenu(List<CommandSpec> commands) {
    if (commands.size() > MOST) {
      throw new IllegalArgumentException(
          "Telegram takes at most " + MOST + " commands: " + commands.size());
    }
    commands.forEach(command -> entry(command, Language.ENGLISH));
    this.commands = List.copyOf(commands);
  }

  /**
   * One call a scope and language: a narrower scope that was set once hides the default for good,
   * and Telegram shows everybody the menu in the language of their app where there is one. In a
   * group only its admins are offered what is for them alone.
   */
  List<SetMyCommands> calls() {
    if (commands.isEmpty()) {
      return List.of();
    }
    List<CommandSpec> forAll = commands.stream().filter(spec -> !spec.adminsOnly()).toList();
    List<SetMyCommands> calls = new ArrayList<>();
    for (Language language : Language.values()) {
      calls.add(call(new BotCommandScopeDefault(), forAll, language));
      calls.add(call(new BotCommandScopeAllPrivateChats(), commands, language));
      calls.add(call(new BotCommandScopeAllGroupChats(), forAll, language));
      calls.add(call(new BotCommandScopeAllChatAdministrators(), commands, language));
    }
    return calls;
  }

  private static SetMyCommands call(
      BotCommandScope scope, List<CommandSpec> offered, Language language) {
    var call =
        SetMyCommands.builder()
            .commands(offered.stream().map(command -> entry(command, language)).toList())
            .scope(scope);
    return (language == Language.ENGLISH ? call : call.languageCode(language.code())).build();
  }

  private static BotCommand entry(CommandSpec command, Language language) {
    if (!NAME.matcher(command.name()).matches()) {
      throw new IllegalArgumentException(
          "command name must be 1 to 32 of a-z, 0-9 and _: " + command.name());
    }
    return BotCommand.builder()
        .command(command.name())
        .description(CleanText.line(language.say(command.summary())))
        .build();
  }
}
