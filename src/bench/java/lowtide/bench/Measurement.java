package lowtide.bench;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One benchmark with its parameter.
 *
 * @param benchmark the class's and the method's name
 * @param parameter its name; empty if there is none
 * @param millis how long an iteration takes; more where one operation takes long
 */
record Measurement(Class<?> owner, String benchmark, String parameter, int value, int millis) {

  static Measurement of(Class<?> owner, String benchmark) {
    return new Measurement(owner, benchmark, "", 0, 300);
  }

  Measurement with(String name, int number) {
    return new Measurement(owner, benchmark, name, number, millis);
  }

  Measurement iterationsOf(int milliseconds) {
    return new Measurement(owner, benchmark, parameter, value, milliseconds);
  }

  /** Runs it in a JVM of its own. */
  RunResult run() throws RunnerException {
    TimeValue time = TimeValue.milliseconds(millis);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(owner.getName().replace(".", "\\.") + "\\." + benchmark + "$")
            .forks(1)
            .warmupIterations(3)
            .warmupTime(time)
            .measurementIterations(4)
            .measurementTime(time)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    if (!parameter.isEmpty()) {
      options.param(parameter, Integer.toString(value));
    }
    return new Runner(options.build()).runSingle();
  }
}
