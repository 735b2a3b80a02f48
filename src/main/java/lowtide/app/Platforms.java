package lowtide.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lowtide.chat.ChatPlatform;
import lowtide.chat.CommandSpec;
import lowtide.chat.Nodes;
import lowtide.chat.SeenUpdates;
import lowtide.chat.Whereabouts;
import lowtide.chat.console.Console;
import lowtide.chat.discord.DiscordPlatform;
import lowtide.chat.telegram.TelegramPlatform;
import lowtide.config.Settings;
import org.jspecify.annotations.Nullable;

/** The chat platforms that the config names. */
final class Platforms {
  private Platforms() {}

  /**
   * @param terminal makes the terminal a chat; null for none
   */
  static List<ChatPlatform> of(
      Settings settings,
      List<CommandSpec> specs,
      SeenUpdates seen,
      Whereabouts whereabouts,
      Clock wallClock,
      Nodes nodes,
      @Nullable Console terminal) {
    List<ChatPlatform> all = new ArrayList<>();
    if (terminal != null) {
      terminal.offer(specs);
      all.add(terminal);
    }
    if (settings.telegram() != null) {
      all.add(
          new TelegramPlatform(settings.telegram(), specs, seen, whereabouts, wallClock, nodes));
    }
    if (settings.discord() != null) {
      all.add(new DiscordPlatform(settings.discord(), specs, seen, whereabouts, wallClock, nodes));
    }
    boolean simulated = settings.feed() == Settings.Feed.SIMULATED;
    return all.stream()
        .map(platform -> simulated ? new SimulatedLabel(platform) : platform)
        .toList();
  }
}
