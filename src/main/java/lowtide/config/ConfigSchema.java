package lowtide.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON schema of the config file, for editors that complete and underline. It is noted down
 * while the readers ask an empty file for everything they know, so it cannot say anything else than
 * they do.
 */
public final class ConfigSchema {
  private static final Pattern KEY = Pattern.compile("( *)#? ?([A-Za-z][A-Za-z0-9]*):.*");

  private ConfigSchema() {}

  /**
   * @param shipped the shipped config file, whose comments become descriptions
   */
  public static String of(String shipped) {
    Shape shape = new Shape().section();
    Section asking = Section.asking(shape);
    new SettingsReader(asking, new Secrets(Path.of("."), Map.of())).read();
    ObjectNode schema = shape.schema("", comments(shipped));
    ObjectNode whole = schema.objectNode();
    whole.put("$schema", "http://json-schema.org/draft-07/schema#");
    whole.put("title", "Lowtide's settings");
    whole.setAll(schema);
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The comment above each key, by the key's path. */
  private static Map<String, String> comments(String shipped) {
    Map<String, String> comments = new HashMap<>();
    List<String> path = new ArrayList<>();
    StringBuilder comment = new StringBuilder();
    for (String line : shipped.lines().toList()) {
      String text = line.strip();
      Matcher key = KEY.matcher(line);
      if (text.startsWith("#  ")) {
        continue; // a setting that is commented out
      }
      if (text.startsWith("# ") && !text.matches("# ?[a-zA-Z]+: [{\\[\"].*")) {
        comment.append(comment.isEmpty() ? "" : " ").append(text.substring(2).strip());
      } else if (key.matches()) {
        int depth = key.group(1).length() / 2;
        while (path.size() > depth) {
          path.remove(path.size() - 1);
        }
        path.add(key.group(2));
        if (!comment.isEmpty()) {
          comments.put(String.join(".", path), comment.toString());
        }
        comment.setLength(0);
      } else {
        comment.setLength(0);
      }
    }
    return comments;
  }
}
