package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lowtide.config.ConfigException;
import lowtide.config.ConfigFile;
import lowtide.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changed between two files, in the words of the file. */
class SettingsDiffTest {
  private static final String INSTRUMENTS =
      """
      instruments:
        BTC: {name: Bitcoin, kind: crypto}
        ETH: {name: Ether, kind: crypto}
        PSCT: {name: Small-cap tech, kind: equity}
        IWM: {name: Russell 2000, kind: equity}
      sources: {use: simulated}
      """;

  private static Settings settings(String more) throws ConfigException {
    return ConfigFile.parse(INSTRUMENTS + more, Path.of("lowtide.yml"), Map.of());
  }

  private static List<String> changed(String before, String after) throws ConfigException {
    return SettingsDiff.of(settings(before), settings(after)).stream()
        .map(SettingsDiff.Change::toString)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "levels: {watch: {BTC: [1, 2]}} | levels: {watch: {BTC: [1]}} | levels.watch.BTC: [2, 1] ->"
            + " [1]",
        "levels: {watch: {BTC: [1]}} | levels: {watch: {BTC: [1], ETH: [3]}} | levels.watch.ETH: []"
            + " -> [3]",
        "levels: {targets: {BTC: [1]}} | levels: {} | levels.targets.BTC: [1] -> []",
        "levels: {cooldown: 30m} | levels: {cooldown: 90s} | levels.cooldown: 30m -> 90s",
        "levels: {} | levels: {repeat: 4h} | levels.repeat: off -> 4h",
        "correlation: {} | correlation: {label: {window: 90}} | correlation.label.window: 60 -> 90",
        "correlation: {} | correlation: {controls: [IWM]} | correlation.controls: [] -> [IWM]",
        "correlation: {} | correlation: {label: {bands: {weak: 0.3}}} |"
            + " correlation.label.bands.weak: 0.35 -> 0.3",
        "phase: {} | phase: {low: {enter: 30}} | phase.low.enter: 35.0 -> 30.0",
        "phase: {} | phase: {confirmDays: 3} | phase.confirmDays: 2 -> 3",
        "setup: {} | setup: {drawdown: {from: 6}} | setup.drawdown.from: 5.0 -> 6.0",
        "history: {} | history: {hours: 800d} | history.hours: 1096d -> 800d",
        "polling: {} | polling: {deliver: 500ms} | polling.deliver: 1s -> 500ms",
        "terminal: true | terminal: false | terminal: true -> false",
      })
  void aChangeIsNamedByItsKeyInTheFile(String before, String after, String change)
      throws Exception {
    assertThat(changed(before, after)).containsExactly(change);
  }

  @Test
  void whatHoldsForAllLevelsIsNamedOnce() throws Exception {
    assertThat(
            changed(
                "levels: {watch: {BTC: [1], ETH: [2]}}",
                "levels: {rearmPercent: 0.7, watch: {BTC: [1], ETH: [2]}}"))
        .containsExactly("levels.rearmPercent: 0.5 -> 0.7");
  }
}
