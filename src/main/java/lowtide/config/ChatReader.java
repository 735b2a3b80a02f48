package lowtide.config;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import lowtide.alert.Subscription;
import lowtide.alert.Topic;
import lowtide.chat.ChatId;
import lowtide.chat.discord.DiscordSettings;
import lowtide.chat.telegram.TelegramSettings;
import lowtide.schedule.ClockSettings;
import lowtide.secret.Secret;
import org.jspecify.annotations.Nullable;

/** Reads the sections about chats, platforms and the clock they see. */
final class ChatReader {
  private final Section top;
  private final Secrets secrets;

  ChatReader(Section top, Secrets secrets) {
    this.top = top;
    this.secrets = secrets;
  }

  List<Subscription> chats() {
    List<Subscription> chats = new ArrayList<>();
    for (Section entry : top.sections("chats", "- chat: telegram:-1001234567890")) {
      Optional<ChatId> chat = entry.required("chat", "telegram:-1001234567890", ChatId::parse);
      EnumSet<Topic> topics = EnumSet.noneOf(Topic.class);
      entry
          .list("topics", "levels", ChatReader::topic)
          .ifPresentOrElse(topics::addAll, () -> topics.addAll(EnumSet.allOf(Topic.class)));
      entry.end();
      chat.ifPresent(known -> chats.add(new Subscription(known, topics)));
    }
    return chats;
  }

  List<ChatId> admins() {
    return top.list("admins", "telegram:123456789", ChatReader::admin).orElse(List.of());
  }

  private static ChatId admin(String text) {
    ChatId who = ChatId.parse(text);
    if (who.thread() != null || !who.chat().matches("[0-9]{1,20}")) {
      throw new IllegalArgumentException("must be the number of a user");
    }
    return who;
  }

  private static Topic topic(String text) {
    return Topic.parse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("must be one of levels, correlation, phase, setup"));
  }

  @Nullable ClockSettings clock() {
    Section section = top.section("clock");
    if (!section.isPresent()) {
      return null;
    }
    Optional<Instant> start = section.required("start", "2025-07-10", Times::moment);
    double speed = section.value("speed", 1.0, "3600", Scalars::number);
    section.end();
    return start
        .flatMap(
            at ->
                section.make(
                    () -> new ClockSettings(at, speed), "clock: {start: 2025-07-10, speed: 3600}"))
        .orElse(null);
  }

  @Nullable TelegramSettings telegram() {
    Section section = top.section("telegram");
    if (!section.isPresent()) {
      return null;
    }
    Optional<Secret> token = secrets.read(section, "token", "LOWTIDE_TELEGRAM_TOKEN");
    URI url =
        section.value(
            "url",
            TelegramSettings.PUBLIC_API,
            TelegramSettings.PUBLIC_API.toString(),
            Scalars.address("https", "http"));
    section.end();
    return token.map(known -> new TelegramSettings(known, url)).orElse(null);
  }

  @Nullable DiscordSettings discord() {
    Section section = top.section("discord");
    if (!section.isPresent()) {
      return null;
    }
    Optional<Secret> token = secrets.read(section, "token", "LOWTIDE_DISCORD_TOKEN");
    URI rest =
        section
            .optional("restUrl", "https://discord.com/api/v10/", Scalars.address("https", "http"))
            .orElse(null);
    URI gateway =
        section
            .optional("gatewayUrl", "wss://gateway.discord.gg", Scalars.address("wss", "ws"))
            .orElse(null);
    int shards = section.value("shards", 1, "2", Scalars::wholeNumber);
    section.end();
    return token
        .flatMap(
            known ->
                section.make(
                    () -> new DiscordSettings(known, rest, gateway, shards),
                    "discord: {token: env:LOWTIDE_DISCORD_TOKEN, shards: 2}"))
        .orElse(null);
  }
}
