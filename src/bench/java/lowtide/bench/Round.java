package lowtide.bench;

import java.util.HashMap;
import java.util.Map;
import lowtide.app.AnswerTime;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.util.Statistics;

/** One turn of all measurements, each made when it is first asked for. */
final class Round {
  private final Map<Measurement, RunResult> results = new HashMap<>();
  private final Map<Row.Figure, Double> figures = new HashMap<>();
  private GridTail gridTail;
  private AnswerTime answers;

  /** A figure, worked out once. */
  double of(Row.Figure figure) throws RunnerException {
    Double known = figures.get(figure);
    if (known == null) {
      known = figure.in(this);
      figures.put(figure, known);
    }
    return known;
  }

  /**
   * An operation's time in ns: the least of the iterations or, where calls are sampled, the median
   * of those; either leaves out most of what other work on the machine adds.
   */
  double time(Measurement measurement) throws RunnerException {
    RunResult result = result(measurement);
    Statistics times = result.getPrimaryResult().getStatistics();
    return result.getParams().getMode() == Mode.SampleTime
        ? times.getPercentile(50)
        : times.getMin();
  }

  GridTail gridTail() {
    if (gridTail == null) {
      gridTail = GridTail.measure();
    }
    return gridTail;
  }

  AnswerTime answers() {
    if (answers == null) {
      answers = AnswerTime.measure();
    }
    return answers;
  }

  private RunResult result(Measurement measurement) throws RunnerException {
    RunResult result = results.get(measurement);
    if (result == null) {
      System.err.println("measuring " + measurement.benchmark() + " " + measurement.value());
      result = measurement.run();
      results.put(measurement, result);
    }
    return result;
  }
}
