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

  private final transient List<Problem> problems;

  ConfigException(Path file, List<Problem> problems) {
    super(
        inOrder(problems)
            .map(problem -> problem.in(file.toString()))
            .collect(Collectors.joining(System.lineSeparator())));
    this.problems = inOrder(problems).toList();
  }

  /** As one goes through the file. */
  private static Stream<Problem> inOrder(List<Problem> problems) {
    return problems.stream().sorted(Comparator.comparingInt(Problem::line));
  }

  public List<Problem> problems() {
    return problems;
  }
}
