package lowtide.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankWindowTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void ranksAreThoseOfComparingWithEveryValue(long seed) {
    Random random = new Random(seed);
    RankWindow window = new RankWindow(2);
    List<Double> held = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      double value = random.nextInt(40) / 8.0; // many ties
      window.add(value);
      held.add(value);
      if (held.size() > 97) {
        window.remove(held.remove(0));
      }
      double below = held.stream().filter(v -> v < value).count();
      double equal = held.stream().filter(v -> v == value).count();
      assertThat(window.percentile(value)).isEqualTo(100 * (below + equal / 2) / held.size());
      assertThat(window.size()).isEqualTo(held.size());
    }
  }

  @Test
  void whatIsNotThereCannotBeRemoved() {
    RankWindow window = new RankWindow(4);
    window.add(1);
    assertThatThrownBy(() -> window.remove(2)).hasMessage("not in the window: 2.0");
  }
}
