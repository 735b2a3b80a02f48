package lowtide.evidence;

import java.util.ArrayList;
import java.util.List;
import lowtide.chart.Drawing;

/**
 * One claim and what the data say.
 *
 * @param claim as people put it
 */
record Section(String title, String claim, List<Block> blocks) {

  /** A part of the section. */
  sealed interface Block {}

  /** A paragraph. */
  record Text(String words) implements Block {}

  /** Rows of cells, the first the header, all equally long. */
  record Grid(List<List<String>> rows) implements Block {
    Grid {
      rows = rows.stream().map(List::copyOf).toList();
      int width = rows.get(0).size();
      if (rows.stream().anyMatch(row -> row.size() != width)) {
        throw new IllegalArgumentException("rows differ in length: " + rows);
      }
    }
  }

  /**
   * A chart.
   *
   * @param name of its file, without its ending
   */
  record Figure(String name, Drawing chart) implements Block {}

  Section {
    blocks = List.copyOf(blocks);
  }

  static Builder of(String title, String claim) {
    return new Builder(title, claim);
  }

  /** Collects a section's parts in reading order. */
  static final class Builder {
    private final String title;
    private final String claim;
    private final List<Block> blocks = new ArrayList<>();

    private Builder(String title, String claim) {
      this.title = title;
      this.claim = claim;
    }

    Builder text(String words, Object... values) {
      blocks.add(new Text(words.formatted(values)));
      return this;
    }

    Builder grid(List<List<String>> rows) {
      blocks.add(new Grid(rows));
      return this;
    }

    Builder figure(String name, Drawing chart) {
      blocks.add(new Figure(name, chart));
      return this;
    }

    Section build() {
      return new Section(title, claim, blocks);
    }
  }
}
