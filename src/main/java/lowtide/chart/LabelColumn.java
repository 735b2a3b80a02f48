package lowtide.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Labels beside a panel, moved up or down until none covers another.
 *
 * <p>Labels of values go first: each is pushed as little as the others allow (neighbours that
 * collide are joined and centred on the mean of where they want to be). Names of ranges then take
 * what is free within their range, or stay away.
 */
final class LabelColumn {
  /**
   * @param at pixel row of the value
   * @param rank what goes first where there is no room for all; the lowest stays
   */
  record Wish(String text, Ink ink, double at, double rank) {}

  /** A name for the pixel rows from {@code top} to {@code bottom}. */
  record Area(String text, double top, double bottom) {}

  /** A label and the middle of the row where it stands. */
  record Placed(String text, Ink ink, double at, double y) {}

  private final double top;
  private final double bottom;
  private final double line;

  /**
   * @param line height of a label
   */
  LabelColumn(double top, double bottom, double line) {
    this.top = top;
    this.bottom = bottom;
    this.line = line;
  }

  List<Placed> place(List<Wish> wishes) {
    int room = (int) ((bottom - top) / line);
    List<Wish> kept =
        wishes.stream()
            .sorted(Comparator.comparingDouble(Wish::rank))
            .limit(room)
            .sorted(Comparator.comparingDouble(Wish::at))
            .toList();
    List<Cluster> clusters = new ArrayList<>();
    for (Wish wish : kept) {
      Cluster cluster = new Cluster(wish.at(), 1);
      while (!clusters.isEmpty() && clusters.get(clusters.size() - 1).meets(cluster)) {
        cluster = clusters.remove(clusters.size() - 1).with(cluster);
      }
      clusters.add(cluster);
    }
    List<Placed> placed = new ArrayList<>();
    for (Cluster cluster : clusters) {
      double y = cluster.first();
      for (int k = 0; k < cluster.count; k++, y += line) {
        Wish wish = kept.get(placed.size());
        placed.add(new Placed(wish.text(), wish.ink(), wish.at(), y));
      }
    }
    return placed;
  }

  /** The names that find a free row within their range. */
  List<Placed> fill(List<Area> areas, List<Placed> taken) {
    List<Placed> all = new ArrayList<>(taken);
    List<Placed> names = new ArrayList<>();
    for (Area area : areas) {
      double from = Math.max(area.top(), top) + line / 2;
      double to = Math.min(area.bottom(), bottom) - line / 2;
      double middle = (from + to) / 2;
      for (double off = 0; off <= (to - from) / 2; off += 1) {
        double y = isFree(middle - off, all) ? middle - off : middle + off;
        if (isFree(y, all)) {
          Placed name = new Placed(area.text(), Ink.MUTED, y, y);
          all.add(name);
          names.add(name);
          break;
        }
      }
    }
    return names;
  }

  private boolean isFree(double y, List<Placed> taken) {
    return taken.stream().allMatch(other -> Math.abs(other.y() - y) >= line);
  }

  /** Labels that touch: the sum of where their members would put the first of them. */
  private final class Cluster {
    private final double sumOfFirsts;
    private final int count;

    private Cluster(double sumOfFirsts, int count) {
      this.sumOfFirsts = sumOfFirsts;
      this.count = count;
    }

    private double first() {
      double highest = top + line / 2;
      double lowest = bottom - line / 2 - (count - 1) * line;
      return Math.max(highest, Math.min(lowest, sumOfFirsts / count));
    }

    private boolean meets(Cluster below) {
      return first() + count * line > below.first();
    }

    private Cluster with(Cluster below) {
      double shifted = below.sumOfFirsts - below.count * count * line;
      return new Cluster(sumOfFirsts + shifted, count + below.count);
    }
  }
}
