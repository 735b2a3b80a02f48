package lowtide.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a platform documents about the requests made to it; remembers every breach. */
public final class RequestSchema {
  private final String definitions;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final List<String> breaches = new CopyOnWriteArrayList<>();

  /**
   * @param platform whose {@code .schema.json} lies beside this class
   */
  public RequestSchema(String platform) {
    try (InputStream in =
        Objects.requireNonNull(
            RequestSchema.class.getResourceAsStream(platform + ".schema.json"))) {
      definitions = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param kind a definition of the schema
   * @throws IllegalArgumentException if the request is not as documented
   */
  public void check(String kind, JsonNode request) {
    List<Error> errors =
        schemas.computeIfAbsent(kind, this::schema).validate(request.toString(), InputFormat.JSON);
    if (!errors.isEmpty()) {
      String breach = kind + ": " + errors + " in " + request;
      breaches.add(breach);
      throw new IllegalArgumentException(breach);
    }
  }

  private Schema schema(String kind) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(
            definitions
                .stripTrailing()
                .replaceFirst("}$", ",\"\\$ref\":\"#/\\$defs/" + kind + "\"}"));
  }

  /**
   * @throws AssertionError if any request was not as documented
   */
  public void assertNoBreach() {
    assertThat(breaches).isEmpty();
  }
}
