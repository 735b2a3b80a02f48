package lowtide.config;

import java.util.List;
import java.util.Map;

/** A piece of the file and the line it stands on. */
sealed interface Node {
  int line();

  /** What it is, for people. */
  String kind();

  /**
   * @param quoted or otherwise not a number, truth value or null
   */
  record Scalar(int line, String text, boolean quoted) implements Node {
    @Override
    public String kind() {
      return text;
    }
  }

  /** A key without a value. */
  record Nothing(int line) implements Node {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  record Sequence(int line, List<Node> items) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * @param keyLines the line of each key
   */
  record Mapping(int line, Map<String, Node> entries, Map<String, Integer> keyLines)
      implements Node {
    @Override
    public String kind() {
      return "a section";
    }
  }
}
