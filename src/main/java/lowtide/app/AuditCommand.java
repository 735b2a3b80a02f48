package lowtide.app;

import java.io.PrintStream;
import java.util.List;
import lowtide.alert.AuditLog;
import lowtide.chat.ChatId;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlAuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** audit: who changed what. */
@Command(
    name = "audit",
    description = {
      "Who changed what, newest first: of the config file, or of a chat if one is named.",
      "For example: audit, audit telegram:-1001234567890"
    })
final class AuditCommand extends Main.Subcommand {
  private static final int SHOWN = 100;

  @Parameters(index = "0", arity = "0..1", paramLabel = "CHAT", description = "Whose.")
  private String chat = ConfigNews.CONFIG.toString();

  @Override
  public Integer call() throws Exception {
    PrintStream out = Terminal.out();
    ChatId named;
    try {
      named = ChatId.parse(chat);
    } catch (IllegalArgumentException e) {
      throw new Main.InputException(String.valueOf(e.getMessage()));
    }
    try (Database database = Stores.openBeside(places().settings(), places().data())) {
      List<AuditLog.Entry> entries = new SqlAuditLog(database, clock()).latest(named, SHOWN);
      for (AuditLog.Entry entry : entries) {
        out.println(
            "%s  %s  %s%s"
                .formatted(
                    entry.at(),
                    entry.userId(),
                    entry.action(),
                    entry.allowed() ? "" : "  (denied)"));
      }
      if (entries.isEmpty()) {
        out.println("Nothing was changed" + (named.equals(ConfigNews.CONFIG) ? "." : " there."));
      }
    }
    out.flush();
    return 0;
  }
}
