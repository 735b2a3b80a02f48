package lowtide.chat.telegram;

import java.util.List;
import java.util.regex.Pattern;
import lowtide.chat.CommandSpec;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScope;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllGroupChats;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllPrivateChats;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeDefault;

/** The commands that Telegram offers when somebody types a slash. */
final class CommandMenu {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,32}");
  private static final int MOST = 100;

  private final List<BotCommand> entries;

  CommandMenu(List<CommandSpec> commands) {
    if (commands.size() > MOST) {
      throw new IllegalArgumentException(
          "Telegram takes at most " + MOST + " commands: " + commands.size());
    }
    entries = commands.stream().map(CommandMenu::entry).toList();
  }

  /** One call a scope: a narrower scope that was set once hides the default for good. */
  List<SetMyCommands> calls() {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<BotCommandScope> scopes =
        List.of(
            new BotCommandScopeDefault(),
            new BotCommandScopeAllPrivateChats(),
            new BotCommandScopeAllGroupChats());
    return scopes.stream().map(this::call).toList();
  }

  private SetMyCommands call(BotCommandScope scope) {
    return SetMyCommands.builder().commands(entries).scope(scope).build();
  }

  private static BotCommand entry(CommandSpec command) {
    if (!NAME.matcher(command.name()).matches()) {
      throw new IllegalArgumentException(
          "command name must be 1 to 32 of a-z, 0-9 and _: " + command.name());
    }
    return BotCommand.builder()
        .command(command.name())
        .description(CleanText.line(command.summary()))
        .build();
  }
}
