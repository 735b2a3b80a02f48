package lowtide.store.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lowtide.chat.BotAdmins;
import lowtide.chat.ChatId;
import lowtide.chat.Request;

/** Those of the config file, and who showed the code that was printed. */
public final class SqlBotAdmins implements BotAdmins {
  /** Without what is easily mistaken for something else. */
  private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

  private static final int LENGTH = 16; // 79 bits: not to be guessed

  private final Database database;
  private final List<ChatId> configured;

  /**
   * @param configured {@code platform:user}; on Telegram that is also the private chat with them
   */
  public SqlBotAdmins(Database database, List<ChatId> configured) {
    this.database = database;
    this.configured = List.copyOf(configured);
  }

  /**
   * A fresh code, to be printed; the one before no longer works. Empty where there is an admin, who
   * can name others in the config file: then no code works.
   */
  public Optional<String> offer() {
    if (!chats().isEmpty()) {
      var left = database.write(connection -> Sql.run(connection, "DELETE FROM admin_code"));
      return Optional.empty();
    }
    SecureRandom random = new SecureRandom();
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    database.write(
        connection ->
            Sql.run(
                connection,
                """
                INSERT INTO admin_code (id, hash) VALUES (1, ?)
                ON CONFLICT (id) DO UPDATE SET hash = excluded.hash
                """,
                hash(code.toString())));
    return Optional.of(code.toString());
  }

  /** Whether this code would make an admin: not if it was used, or another one offered since. */
  public boolean isOffered(String code) {
    return database.read(
        connection ->
            Sql.count(connection, "SELECT count(*) FROM admin_code WHERE hash = ?", hash(code))
                > 0);
  }

  @Override
  public boolean isAdmin(Request request) {
    if (request.chat().platform().equals("terminal")) {
      return true; // who sits at the machine has the store itself
    }
    ChatId who = ChatId.of(request.chat().platform(), request.userId());
    return configured.contains(who)
        || database.read(
            connection ->
                Sql.count(
                        connection, "SELECT count(*) FROM bot_admin WHERE who = ?", who.toString())
                    > 0);
  }

  @Override
  public boolean claim(String code, Request request) {
    if (!request.privately()) {
      return false;
    }
    return database.write(
        connection -> {
          boolean right =
              Sql.run(
                      connection,
                      "DELETE FROM admin_code WHERE hash = ?",
                      hash(code.toUpperCase(Locale.ROOT)))
                  == 1;
          if (right) {
            Sql.run(
                connection,
                """
                INSERT INTO bot_admin (who, chat) VALUES (?, ?)
                ON CONFLICT (who) DO UPDATE SET chat = excluded.chat
                """,
                ChatId.of(request.chat().platform(), request.userId()).toString(),
                request.chat().toString());
          }
          return right;
        });
  }

  @Override
  public List<ChatId> chats() {
    List<ChatId> chats = new ArrayList<>();
    // A Discord user is no channel: who is named in the file there is told nothing unasked.
    configured.stream().filter(who -> who.platform().equals("telegram")).forEach(chats::add);
    chats.addAll(
        database.read(
            connection ->
                Sql.list(
                    connection,
                    "SELECT chat FROM bot_admin ORDER BY who",
                    rows -> ChatId.parse(rows.getString(1)))));
    return chats.stream().distinct().toList();
  }

  private static String hash(String code) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
