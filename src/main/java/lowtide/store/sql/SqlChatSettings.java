package lowtide.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lowtide.alert.DigestPlan;
import lowtide.alert.Digests;
import lowtide.chat.Audience;
import lowtide.chat.Audiences;
import lowtide.chat.ChatId;
import lowtide.chat.Language;
import org.jspecify.annotations.Nullable;

/** How chats want to be told things, and when they get a digest. */
public final class SqlChatSettings implements Audiences, Digests {
  private final Database database;

  public SqlChatSettings(Database database) {
    this.database = database;
  }

  @Override
  public Audience of(ChatId chat) {
    return database
        .read(
            connection ->
                Sql.first(
                    connection,
                    "SELECT zone, look, language FROM chat_settings WHERE chat = ?",
                    rows -> audience(rows.getString(1), rows.getString(2), rows.getString(3)),
                    chat.toString()))
        .orElse(Audience.USUAL);
  }

  private static Audience audience(
      @Nullable String zone, @Nullable String look, @Nullable String language) {
    Audience usual = Audience.USUAL;
    Audience known =
        (look == null
                ? usual
                : usual.withLook(Audience.Look.valueOf(look.toUpperCase(Locale.ROOT))))
            .withLanguage(
                Optional.ofNullable(language).flatMap(Language::parse).orElse(usual.language()));
    try {
      return zone == null ? known : known.withZone(ZoneId.of(zone));
    } catch (DateTimeException e) {
      return known; // a zone that this machine's tables no longer have
    }
  }

  @Override
  public void set(ChatId chat, Audience audience) {
    set(
        chat,
        "zone = ?, look = ?, language = ?",
        audience.zone().equals(Audience.USUAL.zone()) ? null : audience.zone().getId(),
        audience.look() == Audience.USUAL.look() ? null : audience.look().toString(),
        audience.language() == Audience.USUAL.language() ? null : audience.language().code());
  }

  @Override
  public Optional<DigestPlan> digest(ChatId chat) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT digest FROM chat_settings WHERE chat = ? AND digest IS NOT NULL",
                rows -> plan(rows.getString(1)),
                chat.toString()));
  }

  private static DigestPlan plan(String written) {
    return DigestPlan.parse(Arrays.asList(written.split(" ")));
  }

  @Override
  public void digest(ChatId chat, @Nullable DigestPlan plan, @Nullable Instant next) {
    set(
        chat,
        "digest = ?, digest_next = ?",
        plan == null ? null : plan.toString(),
        next == null ? null : next.toEpochMilli());
  }

  private void set(ChatId chat, String columns, @Nullable Object... values) {
    database.write(
        connection -> {
          Sql.run(
              connection,
              "INSERT INTO chat_settings (chat) VALUES (?) ON CONFLICT (chat) DO NOTHING",
              chat.toString());
          @Nullable Object[] parameters = Arrays.copyOf(values, values.length + 1);
          parameters[values.length] = chat.toString();
          return Sql.run(
              connection,
              "UPDATE chat_settings SET %s WHERE chat = ?".formatted(columns),
              parameters);
        });
  }

  @Override
  public List<Due> due(Instant now) {
    return database.read(
        connection ->
            Sql.list(
                connection,
                "SELECT chat, digest, digest_next FROM chat_settings WHERE digest_next <= ? ORDER BY chat",
                SqlChatSettings::due,
                now.toEpochMilli()));
  }

  private static Due due(ResultSet rows) throws SQLException {
    return new Due(
        ChatId.parse(rows.getString(1)),
        plan(rows.getString(2)),
        Instant.ofEpochMilli(rows.getLong(3)));
  }
}
