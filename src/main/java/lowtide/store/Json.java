package lowtide.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Arrays;
import lowtide.alert.RuleState;
import lowtide.chat.Message;
import lowtide.signal.Explanation;

/**
 * Records as JSON in a column. Members of a sealed interface carry their simple name in {@code
 * type}: renaming one of them needs a migration.
 */
public final class Json {
  private static final ObjectMapper MAPPER = mapper();

  private Json() {}

  private static ObjectMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A newer version's extra field must not keep an older one from starting.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    for (Class<?> sealed :
        new Class<?>[] {RuleState.class, Message.Block.class, Message.Span.class}) {
      builder.addMixIn(sealed, Typed.class);
      builder.registerSubtypes(
          Arrays.stream(sealed.getPermittedSubclasses())
              .map(member -> new NamedType(member, member.getSimpleName()))
              .toArray(NamedType[]::new));
    }
    return builder.build();
  }

  public static String write(RuleState state) {
    return written(RuleState.class, state);
  }

  public static String write(Message message) {
    return written(Message.class, message);
  }

  public static String write(Explanation why) {
    return written(Explanation.class, why);
  }

  private static String written(Class<?> type, Object value) {
    try {
      return MAPPER.writerFor(type).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value, e);
    }
  }

  public static RuleState ruleState(String json) {
    return read(json, RuleState.class);
  }

  public static Message message(String json) {
    return read(json, Message.class);
  }

  /** The first line of a message: of one that is damaged, that. */
  public static String title(String message) {
    try {
      return message(message).title();
    } catch (StoreException e) {
      return "(cannot be read)";
    }
  }

  public static Explanation explanation(String json) {
    return read(json, Explanation.class);
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new StoreException(
          "a stored %s cannot be read: %s".formatted(type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Typed {}
}
