package lowtide.signal;

import static lowtide.signal.LevelIndex.Direction.DOWN;
import static lowtide.signal.LevelIndex.Direction.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lowtide.signal.LevelIndex.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelIndexTest {
  private final LevelIndex index = new LevelIndex();

  /** A level as the reference keeps it. */
  private record Level(double price, long id) {
    static final Comparator<Level> ORDER =
        Comparator.comparingDouble(Level::price).thenComparingLong(Level::id);
  }

  @Test
  void aFallHitsTheLevelsItBeganOnOrAboveButNotTheOneItEndsOn() {
    for (double price : new double[] {116_000, 119_000, 121_000}) {
      index.add(DOWN, price, 7);
    }
    assertThat(hits(121_000, 119_000)).containsExactly(new Level(121_000, 7));
    assertThat(hits(119_800, 118_900)).containsExactly(new Level(119_000, 7));
    assertThat(hits(119_700, 115_500))
        .containsExactly(new Level(119_000, 7), new Level(116_000, 7));
    assertThat(hits(115_500, 119_600)).isEmpty();
  }

  @Test
  void aRiseIsTheMirrorImage() {
    for (double price : new double[] {121_000, 116_000, 119_000}) {
      index.add(UP, price, 7);
    }
    assertThat(hits(116_000, 119_000)).containsExactly(new Level(116_000, 7));
    assertThat(hits(116_001, 121_001))
        .containsExactly(new Level(119_000, 7), new Level(121_000, 7));
    assertThat(hits(121_001, 100_000)).isEmpty();
    assertThat(hits(119_000, 119_000)).isEmpty();
  }

  @Test
  void everybodyWithOnePriceIsTold() {
    IntStream.range(0, 5_000).forEach(id -> assertThat(index.add(DOWN, 100_000, id)).isTrue());
    assertThat(index.add(DOWN, 100_000, 17)).isFalse();
    assertThat(index.remove(DOWN, 100_000, 17)).isTrue();
    assertThat(index.remove(DOWN, 100_000, 17)).isFalse();
    assertThat(index.remove(UP, 100_000, 18)).isFalse();
    assertThat(hits(100_000, 99_999))
        .hasSize(4_999)
        .isSortedAccordingTo(Level.ORDER.reversed())
        .doesNotContain(new Level(100_000, 17));
    assertThat(index.size()).isEqualTo(4_999);
  }

  /** Adds, removals and moves in bursts, so that blocks are split, emptied and merged. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithATreeMap(long seed) {
    Random random = new Random(seed);
    Map<Direction, TreeMap<Level, Boolean>> expected = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      expected.put(direction, new TreeMap<>(Level.ORDER));
    }
    int spread = 1 + random.nextInt(5_000); // distinct prices: few, so that many share one, or many
    for (int burst = 0; burst < 12; burst++) {
      double adds = burst % 3 == 2 ? .05 : .8;
      for (int k = 0; k < 4_000; k++) {
        Direction direction = random.nextInt(3) == 0 ? UP : DOWN;
        TreeMap<Level, Boolean> levels = expected.get(direction);
        if (random.nextDouble() < adds) {
          Level level = new Level(price(random, spread), random.nextInt(50) - 25);
          assertThat(index.add(direction, level.price(), level.id()))
              .isEqualTo(levels.put(level, true) == null);
        } else {
          Level level = new Level(price(random, spread), random.nextInt(50) - 25);
          Level near = levels.ceilingKey(level);
          level = near == null || random.nextInt(10) == 0 ? level : near;
          assertThat(index.remove(direction, level.price(), level.id()))
              .isEqualTo(levels.remove(level) != null);
        }
        if (k % 100 == 0) {
          double from = price(random, spread);
          double to = price(random, spread);
          assertThat(hits(from, to)).isEqualTo(hits(expected, from, to));
        }
      }
      assertThat(index.size()).isEqualTo(expected.get(UP).size() + expected.get(DOWN).size());
    }
    assertThat(hits(1e9, -1e9)).isEqualTo(hits(expected, 1e9, -1e9));
    assertThat(hits(-1e9, 1e9)).isEqualTo(hits(expected, -1e9, 1e9));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void addedInOrderAndRemovedInOrderItEndsEmpty(int step) {
    for (int k = 0; k < 10_000; k++) {
      index.add(UP, step * k, k);
    }
    assertThat(hits(-20_000, 20_000)).hasSize(10_000).isSortedAccordingTo(Level.ORDER);
    for (int k = 0; k < 10_000; k++) {
      assertThat(index.remove(UP, step * k, k)).isTrue();
    }
    assertThat(index.size()).isZero();
    assertThat(hits(-20_000, 20_000)).isEmpty();
    index.add(UP, 1, 1);
    assertThat(hits(0, 2)).containsExactly(new Level(1, 1));
  }

  /** Blocks run empty beside full ones. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void emptyingStretchesLeavesWhatLiesBetween(long seed) {
    Random random = new Random(seed);
    TreeMap<Level, Boolean> left = new TreeMap<>(Level.ORDER);
    for (int id = 0; id < 20_000; id++) {
      Level level = new Level(random.nextDouble(), id);
      index.add(UP, level.price(), level.id());
      left.put(level, true);
    }
    for (Level level : List.copyOf(left.keySet())) {
      if ((int) (level.price() * 40) % 2 == 0) {
        assertThat(index.remove(UP, level.price(), level.id())).isTrue();
        left.remove(level);
      }
    }
    assertThat(hits(0, 1)).isEqualTo(List.copyOf(left.keySet()));
  }

  @Test
  void minusZeroIsZero() {
    index.add(DOWN, -0.0, 1);
    assertThat(index.add(DOWN, 0.0, 1)).isFalse();
    assertThat(hits(0.0, -1)).hasSize(1);
    assertThat(index.remove(DOWN, 0.0, 1)).isTrue();
  }

  @Test
  void changingLevelsWhileTheyAreHandedOverIsRefused() {
    index.add(DOWN, 100, 1);
    index.add(DOWN, 99, 1);
    assertThatThrownBy(() -> index.hit(101, 90, (price, id) -> index.remove(DOWN, price, id)))
        .isInstanceOf(ConcurrentModificationException.class);
  }

  @Test
  void pricesThatAreNotFiniteAreRefused() {
    assertThatThrownBy(() -> index.add(DOWN, Double.NaN, 1))
        .hasMessage("price must be finite: NaN");
    assertThatThrownBy(() -> index.remove(UP, Double.POSITIVE_INFINITY, 1))
        .hasMessage("price must be finite: Infinity");
    assertThatThrownBy(() -> hits(Double.NaN, 1)).hasMessage("from must be finite: NaN");
    assertThatThrownBy(() -> hits(1, Double.NaN)).hasMessage("to must be finite: NaN");
  }

  private static double price(Random random, int spread) {
    return 100 + random.nextInt(spread) * .5;
  }

  private List<Level> hits(double from, double to) {
    List<Level> hits = new ArrayList<>();
    int count = index.hit(from, to, (price, id) -> hits.add(new Level(price, id)));
    assertThat(count).isEqualTo(hits.size());
    return hits;
  }

  private static List<Level> hits(
      Map<Direction, TreeMap<Level, Boolean>> levels, double from, double to) {
    Level first = new Level(from, Long.MIN_VALUE);
    Level last = new Level(to, Long.MIN_VALUE);
    return to < from
        ? List.copyOf(
            levels
                .get(DOWN)
                .subMap(new Level(to, Long.MAX_VALUE), false, new Level(from, Long.MAX_VALUE), true)
                .descendingMap()
                .keySet())
        : List.copyOf(levels.get(UP).subMap(first, true, last, false).keySet());
  }
}
