package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelColumnTest {
  private static final double LINE = 20;
  private final LabelColumn column = new LabelColumn(100, 300, LINE);

  private static LabelColumn.Wish wish(String text, double at) {
    return new LabelColumn.Wish(text, Ink.SIGNAL, at, 0);
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void aLoneLabelStandsAtItsValue() {
    assertThat(column.place(List.of(wish("a", 150)))).singleElement().matches(l -> l.y() == 150);
  }

  @Test
  void twoThatCollideStandAroundTheirMean() {
    List<LabelColumn.Placed> placed = column.place(List.of(wish("a", 198), wish("b", 202)));
    assertThat(placed).extracting(LabelColumn.Placed::y).containsExactly(190.0, 210.0);
    assertThat(placed).extracting(LabelColumn.Placed::at).containsExactly(198.0, 202.0);
  }

  @Test
  void aLabelOfAValueOutOfSightStandsAtTheEdge() {
    List<LabelColumn.Placed> placed =
        column.place(List.of(wish("far below", Double.POSITIVE_INFINITY), wish("above", -5000)));
    assertThat(placed).extracting(LabelColumn.Placed::text).containsExactly("above", "far below");
    assertThat(placed).extracting(LabelColumn.Placed::y).containsExactly(110.0, 290.0);
  }

  @Test
  void whereThereIsNoRoomForAllTheLowestRanksStay() {
    List<LabelColumn.Wish> wishes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      wishes.add(new LabelColumn.Wish("l" + i, Ink.SIGNAL, 100 + i, i));
    }
    assertThat(column.place(wishes))
        .extracting(LabelColumn.Placed::text)
        .containsExactly("l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noLabelCoversAnotherOrLeavesTheColumn(long seed) {
    Random random = new Random(seed);
    List<LabelColumn.Wish> wishes = new ArrayList<>();
    int n = random.nextInt(15);
    for (int i = 0; i < n; i++) {
      wishes.add(wish("l" + i, 60 + 280 * random.nextDouble()));
    }
    List<LabelColumn.Area> areas = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      double top = 60 + 250 * random.nextDouble();
      areas.add(new LabelColumn.Area("z" + i, top, top + 80 * random.nextDouble()));
    }
    List<LabelColumn.Placed> placed = column.place(wishes);
    List<LabelColumn.Placed> all = new ArrayList<>(placed);
    all.addAll(column.fill(areas, placed));

    assertThat(placed).hasSize(Math.min(n, 10));
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).y()).isBetween(110 - 1e-6, 290 + 1e-6);
      for (int j = 0; j < i; j++) {
        assertThat(Math.abs(all.get(i).y() - all.get(j).y())).isGreaterThanOrEqualTo(LINE - 1e-6);
      }
    }
    for (int i = 1; i < placed.size(); i++) {
      assertThat(placed.get(i).at()).isGreaterThanOrEqualTo(placed.get(i - 1).at());
    }
  }

  @Test
  void aNameStandsInTheMiddleOfItsRange() {
    assertThat(column.fill(List.of(new LabelColumn.Area("weak", 120, 160)), List.of()))
        .singleElement()
        .matches(name -> name.y() == 140);
  }

  @Test
  void aNameMakesWayWithinItsRange() {
    List<LabelColumn.Placed> taken = column.place(List.of(wish("r .46", 145)));
    assertThat(column.fill(List.of(new LabelColumn.Area("weak", 110, 180)), taken))
        .singleElement()
        .matches(name -> name.y() == 125 || name.y() == 165);
  }

  @Test
  void aNameWithoutRoomStaysAway() {
    List<LabelColumn.Placed> taken = column.place(List.of(wish("r .46", 140)));
    assertThat(column.fill(List.of(new LabelColumn.Area("weak", 125, 155)), taken)).isEmpty();
    assertThat(column.fill(List.of(new LabelColumn.Area("inverse", 310, 400)), taken)).isEmpty();
  }
}
