package lowtide.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a part of the config file may look like, as noted by the code that reads it: what is not
 * asked for is no key.
 */
final class Shape {
  private final Map<String, Shape> keys = new LinkedHashMap<>();
  private final Set<String> required = new TreeSet<>();
  private final Set<String> types = new TreeSet<>();
  private @Nullable Shape items;
  private @Nullable Shape others;
  private String example = "";

  Shape key(String name) {
    return keys.computeIfAbsent(name, key -> new Shape());
  }

  void require(String name) {
    required.add(name);
  }

  /** A section. */
  Shape section() {
    types.add("object");
    return this;
  }

  /** What stands under keys that people choose. */
  Shape others() {
    section();
    if (others == null) {
      others = new Shape();
    }
    return others;
  }

  /** What a list holds. */
  Shape items() {
    types.add("array");
    if (items == null) {
      items = new Shape();
    }
    return items;
  }

  /** A single value; of which kind, its default or an example shows. */
  void value(@Nullable Object absent, String shown) {
    if (absent instanceof Boolean || shown.matches("true|false")) {
      types.add("boolean");
    } else if (absent instanceof Integer) {
      types.add("integer");
    } else if (shown.matches("-?[0-9]+(\\.[0-9]+)?")) {
      types.add("number");
    } else {
      types.add("string");
    }
    example = shown;
  }

  /**
   * As JSON schema.
   *
   * @param comments what the shipped file says of each key
   */
  ObjectNode schema(String path, Map<String, String> comments) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    String comment = comments.get(path);
    if (comment != null) {
      schema.put("description", comment);
    }
    if (types.size() == 1) {
      schema.put("type", types.iterator().next());
    } else if (!types.isEmpty()) {
      ArrayNode all = schema.putArray("type");
      types.forEach(all::add);
    }
    if (!example.isEmpty()) {
      ArrayNode examples = schema.putArray("examples");
      if (types.contains("integer") || types.contains("number")) {
        examples.add(new java.math.BigDecimal(example));
      } else if (types.contains("boolean")) {
        examples.add(Boolean.parseBoolean(example));
      } else {
        examples.add(example);
      }
    }
    if (types.contains("object")) {
      ObjectNode properties = schema.putObject("properties");
      keys.forEach(
          (name, shape) ->
              properties.set(
                  name, shape.schema(path.isEmpty() ? name : path + "." + name, comments)));
      if (others == null) {
        schema.put("additionalProperties", false);
      } else {
        schema.set("additionalProperties", others.schema(path + ".*", comments));
      }
      if (!required.isEmpty()) {
        ArrayNode names = schema.putArray("required");
        required.forEach(names::add);
      }
    }
    if (items != null) {
      schema.set("items", items.schema(path + "[]", comments));
    }
    return schema;
  }
}
