package lowtide.config;

import java.io.Serial;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The config file cannot be used. The message lists everything that is wrong, a line each. */
public final class ConfigException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Nobody reads more at once, and a chat takes no more. */
  private static final int MOST = 50;

  private final transient List<Problem> problems;

  ConfigException(Path file, List<Problem> problems) {
    super(told(file, inOrder(problems).toList()));
    this.problems = inOrder(problems).toList();
  }

  private static String told(Path file, List<Problem> problems) {
    String lines =
        problems.stream()
            .limit(MOST)
            .map(problem -> problem.in(file.toString()))
            .collect(Collectors.joining(System.lineSeparator()));
    return problems.size() <= MOST
        ? lines
        : lines + System.lineSeparator() + "... and %d more".formatted(problems.size() - MOST);
  }

  /** As one goes through the file, each once: a section may be looked at several times. */
  private static Stream<Problem> inOrder(List<Problem> problems) {
    return problems.stream().distinct().sorted(Comparator.comparingInt(Problem::line));
  }

  public List<Problem> problems() {
    return problems;
  }
}
