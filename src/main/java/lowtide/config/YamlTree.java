package lowtide.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads YAML into nodes that know their lines. Anchors and aliases are refused. */
final class YamlTree {
  private static final int DEEPEST = 20;
  private static final String INDENTED = "a section's keys stand below it, indented by two spaces";
  private static final Pattern MET =
      Pattern.compile("^(\\S.*)\\R in .{0,40}, line ([0-9]{1,9}), column", Pattern.MULTILINE);

  private final YAMLParser parser;
  private final List<Problem> problems;

  private static final class TooDeepException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final int line;

    TooDeepException(int line) {
      this.line = line;
    }
  }

  private YamlTree(YAMLParser parser, List<Problem> problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** The file's top section; empty, with the reason among the problems, if it cannot be read. */
  static Optional<Node.Mapping> read(String yaml, List<Problem> problems) {
    try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
      YamlTree tree = new YamlTree(parser, problems);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        problems.add(
            new Problem(
                1, "", "", "the file must hold sections", "instruments: {BTC: {kind: crypto}}"));
        return Optional.empty();
      }
      Node.Mapping top = tree.mapping("", 0);
      if (parser.nextToken() != null) {
        problems.add(new Problem(tree.line(), "", "", "a second document begins here", ""));
      }
      return Optional.of(top);
    } catch (JsonProcessingException e) {
      problems.add(unreadable(e));
      return Optional.empty();
    } catch (TooDeepException e) {
      problems.add(
          new Problem(e.line, "", "", "nested more than %d deep".formatted(DEEPEST), INDENTED));
      return Optional.empty();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      problems.add(new Problem(0, "", "", "not readable as YAML", INDENTED));
      return Optional.empty();
    }
  }

  /**
   * Below what the parser was at stands what it met there and in which line, then the line itself,
   * which may hold a token.
   */
  private static Problem unreadable(JsonProcessingException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    String reason = e.getOriginalMessage().lines().findFirst().orElse("");
    if (reason.startsWith("Expected a field name")) {
      return new Problem(line, "", "", "not valid YAML: a key must be a word", INDENTED);
    }
    Matcher met = MET.matcher(e.getOriginalMessage());
    while (met.find()) {
      reason = met.group(1);
      line = Integer.parseInt(met.group(2));
    }
    String example = reason.contains("(TAB)") ? "two spaces in place of the tab" : INDENTED;
    return new Problem(line, "", "", "not valid YAML: " + Problem.shown(reason), example);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private Node.Mapping mapping(String path, int depth) throws IOException {
    int line = line();
    Map<String, Node> entries = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      String keyPath = path.isEmpty() ? key : path + "." + key;
      parser.nextToken();
      Node value = node(keyPath, depth + 1);
      if (entries.containsKey(key)) {
        problems.add(
            new Problem(
                keyLine, keyPath, "", "stands here twice, first on line " + lines.get(key), ""));
      } else {
        entries.put(key, value);
        lines.put(key, keyLine);
      }
    }
    return new Node.Mapping(line, entries, lines);
  }

  private Node node(String path, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    int line = line();
    if (depth > DEEPEST) {
      throw new TooDeepException(line);
    }
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      problems.add(
          new Problem(line, path, "", "anchors and aliases are not used here", "the value itself"));
    }
    if (token == JsonToken.START_OBJECT) {
      return mapping(path, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Node> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(path + "[" + items.size() + "]", depth + 1));
      }
      return new Node.Sequence(line, items);
    }
    if (token == JsonToken.VALUE_NULL) {
      return new Node.Nothing(line);
    }
    return new Node.Scalar(line, parser.getText(), token == JsonToken.VALUE_STRING);
  }
}
