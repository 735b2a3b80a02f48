package lowtide.chat.telegram;

import java.io.Serializable;
import java.util.Objects;
import lowtide.chat.telegram.Answer.Done;
import lowtide.chat.telegram.Answer.Refused;
import lowtide.chat.telegram.Answer.Unheard;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.objects.ResponseParameters;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiValidationException;

/** The Bot API with every outcome as a value. */
final class BotApi {
  /** A day. Who asks for years is mistaken, and would else not be asked again until a restart. */
  private static final int LONGEST_WAIT = 86_400;

  private final OkHttpTelegramClient client;
  private final Redaction redaction;

  BotApi(TelegramSettings settings, OkHttpClient http, Redaction redaction) {
    client = new OkHttpTelegramClient(http, settings.token().reveal(), Endpoint.of(settings));
    this.redaction = redaction;
  }

  <T extends Serializable> Answer<T> call(BotApiMethod<T> method) {
    return answer(() -> client.execute(method));
  }

  Answer<Message> call(SendPhoto photo) {
    return answer(() -> client.execute(photo));
  }

  private interface Call<T> {
    @Nullable T run() throws TelegramApiException;
  }

  private <T> Answer<T> answer(Call<T> call) {
    try {
      T value = call.run();
      return value == null ? new Unheard<>("ok without a result") : new Done<>(value);
    } catch (TelegramApiRequestException refusal) {
      return refused(refusal);
    } catch (TelegramApiValidationException invalid) {
      return new Refused<>(400, redaction.of(invalid), null, null);
    } catch (TelegramApiException failure) {
      if (failure.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      Throwable reason = failure.getCause() == null ? failure : failure.getCause();
      return new Unheard<>(redaction.of(reason));
    }
  }

  private <T> Answer<T> refused(TelegramApiRequestException refusal) {
    Integer code = refusal.getErrorCode();
    // The library reports what it could not read as error code 0.
    if (code == null || code == 0) {
      return new Unheard<>(redaction.of(refusal));
    }
    String description = Objects.requireNonNullElse(refusal.getApiResponse(), "no description");
    ResponseParameters hints = refusal.getParameters();
    return new Refused<>(
        code,
        redaction.of(description),
        hints == null || hints.getRetryAfter() == null
            ? null
            : Math.min(LONGEST_WAIT, hints.getRetryAfter()),
        hints == null ? null : hints.getMigrateToChatId());
  }
}
