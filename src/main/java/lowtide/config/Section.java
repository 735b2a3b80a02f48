package lowtide.config;

import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import lowtide.market.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * A section of the file while it is read: hands out its values by key, collects what is wrong with
 * them, and at its end what nobody asked for.
 */
final class Section {
  private static final String ANY = "*";

  private final String path;
  private final int line;
  private final Node.@Nullable Mapping mapping;
  private final List<Problem> problems;
  private final Set<String> known = new HashSet<>();

  /** Where it is noted what is asked for; null unless that is all that is wanted. */
  private final @Nullable Shape asked;

  Section(String path, int line, Node.@Nullable Mapping mapping, List<Problem> problems) {
    this(path, line, mapping, problems, null);
  }

  private Section(
      String path,
      int line,
      Node.@Nullable Mapping mapping,
      List<Problem> problems,
      @Nullable Shape asked) {
    this.asked = asked;
    this.path = path;
    this.line = line;
    this.mapping = mapping;
    this.problems = problems;
  }

  /** A section in which nothing stands, that notes what it is asked for. */
  static Section asking(Shape shape) {
    return new Section("", 1, null, new ArrayList<>(), shape);
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  boolean isPresent() {
    return mapping != null || asked != null;
  }

  /** Names a key that may be there and is read in some other way. */
  void may(String key, String example) {
    known.add(key);
    if (asked != null) {
      asked.key(key).value(null, example);
    }
  }

  boolean has(String key) {
    known.add(key);
    return asked != null || node(key).isPresent();
  }

  /** Keys that people choose. */
  Set<String> keys() {
    if (asked != null) {
      asked.others();
      return Set.of(ANY);
    }
    return names();
  }

  /** The keys there are, in their order, where all that can be are known. */
  Set<String> names() {
    return mapping == null ? Set.of() : mapping.entries().keySet();
  }

  private Shape under(Shape shape, String key) {
    return key.equals(ANY) ? shape.others() : shape.key(key);
  }

  /** The section under a key, absent or not. */
  Section section(String key) {
    if (asked != null) {
      known.add(key);
      return new Section(path(key), 1, null, problems, under(asked, key).section());
    }
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof Node.Mapping inner) {
      return new Section(path(key), lineOf(key), inner, problems);
    }
    node.ifPresent(other -> wrong(key, other, "must be a section", key + ": {...}"));
    return new Section(path(key), lineOf(key), null, problems);
  }

  <T> T value(String key, T absent, String example, Function<String, T> parse) {
    if (asked != null) {
      under(asked, key).value(absent, example);
    }
    return parsed(key, example, parse).orElse(absent);
  }

  <T> Optional<T> required(String key, String example, Function<String, T> parse) {
    if (node(key).isEmpty()) {
      problem(line, path(key), "", "is missing", key + ": " + example);
    }
    if (asked != null) {
      asked.require(key);
    }
    return optional(key, example, parse);
  }

  <T> Optional<T> optional(String key, String example, Function<String, T> parse) {
    if (asked != null) {
      under(asked, key).value(null, example);
    }
    return parsed(key, example, parse);
  }

  private <T> Optional<T> parsed(String key, String example, Function<String, T> parse) {
    return node(key).flatMap(node -> parsed(path(key), node, key + ": " + example, parse));
  }

  /** The list under a key; what is wrong with an item is told and the item left out. */
  <T> Optional<List<T>> list(String key, String example, Function<String, T> parse) {
    if (asked != null) {
      under(asked, key).items().value(null, example);
    }
    return items(key, "[" + example + ", ...]")
        .map(
            items -> {
              List<T> values = new ArrayList<>();
              for (int i = 0; i < items.size(); i++) {
                parsed(path(key) + "[" + i + "]", items.get(i), example, parse)
                    .ifPresent(values::add);
              }
              return values;
            });
  }

  /** The sections of the list under a key. */
  List<Section> sections(String key, String example) {
    List<Section> sections = new ArrayList<>();
    if (asked != null) {
      known.add(key);
      Shape item = under(asked, key).items().section();
      sections.add(new Section(path(key) + "[]", 1, null, problems, item));
      return sections;
    }
    List<Node> items = items(key, example).orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      String itemPath = path(key) + "[" + i + "]";
      if (items.get(i) instanceof Node.Mapping inner) {
        sections.add(new Section(itemPath, inner.line(), inner, problems));
      } else {
        problem(items.get(i).line(), itemPath, items.get(i).kind(), "must be a section", example);
      }
    }
    return sections;
  }

  private Optional<List<Node>> items(String key, String example) {
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof Node.Sequence sequence) {
      return Optional.of(sequence.items());
    }
    node.ifPresent(other -> wrong(key, other, "must be a list", key + ": " + example));
    return Optional.empty();
  }

  /** Makes a settings record, which checks itself; what it objects to is told with this section. */
  <T> Optional<T> make(Supplier<T> record, String example) {
    try {
      return Optional.of(record.get());
    } catch (IllegalArgumentException e) {
      problem(line, path, "", String.valueOf(e.getMessage()), example);
      return Optional.empty();
    }
  }

  void wrong(String key, String value, String reason, String example) {
    problem(lineOf(key), path(key), value, reason, example);
  }

  private void wrong(String key, Node node, String reason, String example) {
    problem(lineOf(key), path(key), node.kind(), reason, example);
  }

  private void problem(int at, String where, String value, String reason, String example) {
    problems.add(new Problem(at, where, value, reason, example));
  }

  /** Tells of every key that was not asked for. */
  void end() {
    for (String key : names()) {
      if (!known.contains(key)) {
        String meant =
            Symbols.nearest(key, known)
                .map(nearest -> nearest + ": ...")
                .orElse("one of " + String.join(", ", known.stream().sorted().toList()));
        problem(lineOf(key), path(key), "", "is not a key that exists here", meant);
      }
    }
  }

  private Optional<Node> node(String key) {
    known.add(key);
    Node node = mapping == null ? null : mapping.entries().get(key);
    return node == null || node instanceof Node.Nothing ? Optional.empty() : Optional.of(node);
  }

  private int lineOf(String key) {
    return mapping == null ? line : mapping.keyLines().getOrDefault(key, line);
  }

  private <T> Optional<T> parsed(
      String where, Node node, String example, Function<String, T> parse) {
    if (!(node instanceof Node.Scalar scalar)) {
      problem(node.line(), where, node.kind(), "must be a single value", example);
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(scalar.text().strip()));
    } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException e) {
      problem(scalar.line(), where, scalar.text(), String.valueOf(e.getMessage()), example);
      return Optional.empty();
    }
  }
}
