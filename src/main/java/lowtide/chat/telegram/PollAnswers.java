package lowtide.chat.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.objects.Update;

/**
 * Reads the answers of the library's polling session before the session does, which cannot tell a
 * revoked token from a bad connection and stands still at an update it cannot read.
 */
final class PollAnswers implements Interceptor {
  private static final Logger LOG = LoggerFactory.getLogger(PollAnswers.class);
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final ObjectMapper MAPPER = UpdateMapper.MAPPER;

  /** A server that does not hold the poll would have us ask without pause. */
  private static final int MOST_USELESS_IN_A_ROW = 5;

  private final Offset offset;
  private final RetryPause pause;
  private final Link link;
  private final Redaction redaction;
  private final Duration prompt;
  private final BooleanSupplier mayPoll;
  private int uselessInARow;
  private volatile long ended;
  private volatile boolean webhookSet;

  /**
   * @param prompt an answer without news that took less was not held
   * @param mayPoll whether no other node does
   */
  PollAnswers(
      Offset offset,
      RetryPause pause,
      Link link,
      Redaction redaction,
      Duration prompt,
      BooleanSupplier mayPoll) {
    this.offset = offset;
    this.pause = pause;
    this.link = link;
    this.redaction = redaction;
    this.prompt = prompt;
    this.mayPoll = mayPoll;
  }

  /** How many polls have ended, well or not: a number that stands still is a stuck session. */
  long ended() {
    return ended;
  }

  /** Whether a webhook is in the way, which only a new session removes. Forgets it. */
  boolean takeWebhookSet() {
    boolean was = webhookSet;
    webhookSet = false;
    return was;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    if (link.stopped()) {
      throw new Unanswered("stopped");
    }
    if (!mayPoll.getAsBoolean()) {
      // Such as a node that was frozen: its time is over, and its first poll would end another's.
      throw new Unanswered("another node polls");
    }
    try (Response response = chain.proceed(chain.request())) {
      ObjectNode answer = object(response.body().string());
      if (!answer.path("ok").asBoolean(false)) {
        throw refused(answer);
      }
      if (isPoll(chain)) {
        long held = response.receivedResponseAtMillis() - response.sentRequestAtMillis();
        guardAgainstSpinning(keepReadable(answer), held);
      }
      link.answered();
      return response
          .newBuilder()
          .code(200)
          .body(ResponseBody.create(MAPPER.writeValueAsString(answer), JSON))
          .build();
    } catch (IOException | RuntimeException failure) {
      Unanswered reason =
          failure instanceof Unanswered known ? known : new Unanswered(redaction.of(failure));
      if (!link.stopped()) {
        link.down(String.valueOf(reason.getMessage()));
      }
      throw reason;
    } finally {
      count();
    }
  }

  private static boolean isPoll(Chain chain) {
    String path = chain.request().url().encodedPath();
    return path.toLowerCase(Locale.ROOT).endsWith("/getupdates");
  }

  // Only the one polling thread writes.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void count() {
    ended++;
  }

  private static ObjectNode object(String body) throws IOException {
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
      throw new Unanswered("not a JSON object");
    } catch (JsonProcessingException broken) {
      // Its message quotes the body.
      throw new Unanswered("broken JSON");
    }
  }

  private Unanswered refused(JsonNode answer) {
    int code = answer.path("error_code").asInt(0);
    String description = redaction.of(answer.path("description").asText("no description"));
    if (code == 401 || code == 404) {
      link.stop("token refused: " + code + " " + description);
    }
    if (code == 429) {
      int seconds = answer.path("parameters").path("retry_after").asInt(1);
      pause.atLeast(Duration.ofSeconds(Math.max(1, seconds)));
    }
    if (code == 409) {
      webhookSet = description.contains("webhook");
      return new Unanswered(
          webhookSet
              ? "a webhook is set for this token"
              : "another instance polls with this token");
    }
    return new Unanswered(code + " " + description);
  }

  /** Takes out what cannot be read; says whether anything is left that was not there before. */
  private boolean keepReadable(ObjectNode answer) throws IOException {
    if (!(answer.get("result") instanceof ArrayNode updates)) {
      throw new Unanswered("updates are not a list");
    }
    ArrayNode readable = MAPPER.createArrayNode();
    boolean anyNew = false;
    for (JsonNode update : updates) {
      JsonNode id = update.path("update_id");
      if (!id.isInt() || id.intValue() <= 0) {
        LOG.warn("Skipped an update without a usable update_id");
        continue;
      }
      anyNew |= id.intValue() >= offset.next();
      if (isReadable(update)) {
        readable.add(update);
      } else {
        offset.skip(id.intValue());
      }
    }
    if (!anyNew && !readable.isEmpty()) {
      LOG.info("Telegram numbers updates anew");
      offset.restart();
    }
    answer.set("result", readable);
    return anyNew;
  }

  private boolean isReadable(JsonNode update) {
    try {
      return MAPPER.treeToValue(update, Update.class) != null;
    } catch (JsonProcessingException | RuntimeException unreadable) {
      LOG.warn(
          "Skipped update {}, which cannot be read: {}",
          update.path("update_id").intValue(),
          unreadable.getClass().getSimpleName());
      return false;
    }
  }

  private void guardAgainstSpinning(boolean anyNew, long heldMillis) throws IOException {
    boolean useless = !anyNew && heldMillis < prompt.toMillis();
    uselessInARow = useless ? uselessInARow + 1 : 0;
    if (uselessInARow > MOST_USELESS_IN_A_ROW) {
      throw new Unanswered("the server does not hold polls");
    }
  }
}
