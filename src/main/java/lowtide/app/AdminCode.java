package lowtide.app;

import lowtide.store.sql.SqlBotAdmins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The code by which the first admin is made. A start prints one; a config that is applied later
 * leaves it as it is, so that what stands in the log goes on to work.
 */
final class AdminCode {
  private static final Logger log = LoggerFactory.getLogger(AdminCode.class);

  private String printed = "";

  void offer(SqlBotAdmins admins) {
    if (!admins.isOffered(printed)) {
      admins
          .offer()
          .ifPresent(
              code -> {
                printed = code;
                log.info(
                    "this bot has no admin yet: send it /start {} in a private chat to become the"
                        + " first; the code works once, until the next start",
                    code);
              });
    }
  }
}
