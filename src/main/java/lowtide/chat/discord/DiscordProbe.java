package lowtide.chat.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import lowtide.chat.Probe;

/** Asks Discord who the bot is. */
public final class DiscordProbe {
  private static final URI PUBLIC_API = URI.create("https://discord.com/api/v10/");

  private DiscordProbe() {}

  public static Probe of(DiscordSettings settings) {
    URI base = settings.restUrl() == null ? PUBLIC_API : settings.restUrl();
    return Probe.of(
        HttpRequest.newBuilder(Probe.below(base, "users/@me"))
            .header("Authorization", "Bot " + settings.token().reveal())
            .header("User-Agent", "DiscordBot (https://example.org/lowtide, 1)"),
        settings.token(),
        "the token is refused: reset it in the Developer Portal, under Bot",
        body -> {
          JsonNode me = new ObjectMapper().readTree(body);
          if (!me.path("id").isTextual()) {
            throw new IllegalArgumentException("no id");
          }
          return me.path("username").asText().replaceAll("\\p{Cntrl}", " ");
        });
  }
}
