package lowtide.chat.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import lowtide.chat.Probe;

/** Asks Telegram who the bot is. */
public final class TelegramProbe {
  private TelegramProbe() {}

  public static Probe of(TelegramSettings settings) {
    return Probe.of(
        HttpRequest.newBuilder(
            Probe.below(settings.url(), "bot" + settings.token().reveal() + "/getMe")),
        settings.token(),
        "the token is refused: ask @BotFather for it, or for a new one",
        body -> {
          JsonNode me = new ObjectMapper().readTree(body);
          if (!me.path("ok").asBoolean()) {
            throw new IllegalArgumentException("not ok");
          }
          return "@" + CleanText.line(me.path("result").path("username").asText());
        });
  }
}
