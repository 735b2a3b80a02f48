package lowtide.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lowtide.alert.AlertDesk;
import lowtide.alert.ChatPolicies;
import lowtide.alert.Explanations;
import lowtide.alert.LevelMemory;
import lowtide.alert.Notices;
import lowtide.alert.Outbox;
import lowtide.alert.OwnDesk;
import lowtide.alert.OwnRules;
import lowtide.alert.Readers;
import lowtide.alert.Rule;
import lowtide.alert.Subscriptions;
import lowtide.chat.BotAdmins;
import lowtide.chat.ChatPlatform;
import lowtide.command.AlertCommand;
import lowtide.command.AlertsCommand;
import lowtide.command.Command;
import lowtide.command.CommandDesk;
import lowtide.command.DigestChoice;
import lowtide.command.DigestCommand;
import lowtide.command.DigestDesk;
import lowtide.command.DrawnPictures;
import lowtide.command.ForgetCommand;
import lowtide.command.QuietCommand;
import lowtide.command.SettingsCommand;
import lowtide.command.SnoozeCommand;
import lowtide.command.StatusCommand;
import lowtide.command.SubscribeCommand;
import lowtide.command.TestCommand;
import lowtide.config.Settings;
import lowtide.market.MarketView;
import lowtide.market.PriceFeed;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sql.SqlAuditLog;
import lowtide.store.sql.SqlBotAdmins;
import lowtide.store.sql.SqlChatPolicies;
import lowtide.store.sql.SqlChatSettings;
import lowtide.store.sql.SqlExplanations;
import lowtide.store.sql.SqlNotices;

/** All that chats can ask of the bot and choose, out of what the bot is made of. */
final class Conversation {
  private static final int UNTOLD_SHOWN = 3;

  private final CommandDesk desk;
  private final DigestDesk digests;
  private final SqlChatSettings wishes;
  private final ChatPolicies policies;

  /**
   * What a conversation is about.
   *
   * @param market as it stands now
   * @param platforms filled later
   * @param config a line about the last change of the config file
   */
  record Subject(
      Settings settings,
      Parts parts,
      Supplier<MarketView> market,
      PriceFeed feed,
      AlertDesk alerts,
      SqlAlertStore store,
      Outbox outbox,
      Subscriptions subscriptions,
      OwnRules own,
      OwnDesk ownDesk,
      List<ChatPlatform> platforms,
      Supplier<List<String>> config) {}

  Conversation(Subject of, Database database, Clock wallClock) {
    BotAdmins admins = new SqlBotAdmins(database, of.settings().admins());
    wishes = new SqlChatSettings(database);
    Notices notices = new SqlNotices(database, wallClock);
    policies = new SqlChatPolicies(database);
    DrawnPictures pictures = new DrawnPictures(of.settings().feed() == Settings.Feed.SIMULATED);
    Function<String, Optional<LevelMemory>> levels = of.parts().levels(of.alerts()::state);
    Supplier<MarketView> market = of.market();
    DigestChoice digestChoice = new DigestChoice(wishes, wishes, wallClock);
    DigestCommand digest =
        of.parts().digest(market, of.alerts(), of.store(), levels, pictures, digestChoice);
    Explanations explanations = new SqlExplanations(database, wallClock);
    digests = new DigestDesk(wishes, wishes, digest, notices, explanations, wallClock);
    List<Command> list =
        new ArrayList<>(of.parts().marketCommands(admins, market, levels, pictures));
    list.add(digest);
    list.add(SubscribeCommand.subscribe(of.subscriptions()));
    list.add(SubscribeCommand.unsubscribe(of.subscriptions()));
    list.add(
        new AlertCommand(
            of.own(),
            of.ownDesk(),
            of.parts().conditions(),
            of.settings().own(),
            market,
            wallClock));
    list.add(new AlertsCommand(of.own(), of.parts().conditions(), market, wallClock));
    List<String> rules = of.parts().rules().stream().map(Rule::key).toList();
    list.add(new SnoozeCommand(policies, rules, wallClock));
    list.add(new QuietCommand(policies));
    list.add(
        new SettingsCommand(
            wishes,
            of.subscriptions(),
            policies,
            digestChoice,
            of.own(),
            of.settings().signals().levels(),
            wallClock));
    list.add(new TestCommand(notices, wallClock));
    list.add(new ForgetCommand(policies));
    list.add(
        new StatusCommand(
            market,
            of.feed(),
            of.store(),
            of.outbox(),
            of.subscriptions(),
            of.platforms(),
            of.config(),
            policies,
            admins,
            wallClock));
    desk =
        new CommandDesk(
            list,
            explanations,
            new SqlAuditLog(database, wallClock),
            chat -> policies.untold(chat, UNTOLD_SHOWN),
            wishes,
            admins);
  }

  CommandDesk desk() {
    return desk;
  }

  DigestDesk digests() {
    return digests;
  }

  /** How each chat is told what it is owed. */
  Readers readers() {
    return new Readers(wishes, chat -> policies.of(chat).muted().size());
  }
}
