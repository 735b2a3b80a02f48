package lowtide.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lowtide.market.MarketView;
import lowtide.signal.LevelState;
import org.jspecify.annotations.Nullable;

/** How all that is watched stands, in one line: {@code 2 of 5 levels breached · BTC phase LOW}. */
final class StateLine {
  private StateLine() {}

  /**
   * @param states what the rules remember, by key
   */
  static String of(
      List<Rule> rules, Function<String, @Nullable RuleState> states, MarketView view) {
    long breached = 0;
    long levels = 0;
    List<String> parts = new ArrayList<>();
    for (Rule rule : rules) {
      RuleState state = states.apply(rule.key());
      if (state instanceof LevelMemory memory) {
        levels += memory.levels().levels().size();
        breached +=
            memory.levels().levels().stream()
                .filter(level -> level.side() == LevelState.Side.BEYOND)
                .count();
      } else if (rule instanceof PhaseRule) {
        parts.add(rule.standing(view, state));
      }
    }
    if (levels > 0) {
      parts.add(0, "%d of %d levels breached".formatted(breached, levels));
    }
    return String.join(" · ", parts);
  }
}
