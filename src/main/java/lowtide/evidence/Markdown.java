package lowtide.evidence;

import java.util.List;
import java.util.stream.Collectors;

/** Sections as a Markdown page. */
final class Markdown {
  private Markdown() {}

  /**
   * @param pictures the folder of the charts, as seen from the page
   */
  static String page(String heading, String introduction, List<Section> sections, String pictures) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(heading).append("\n\n").append(introduction).append('\n');
    for (Section section : sections) {
      page.append("\n## ").append(section.title()).append("\n\n");
      page.append("> ").append(section.claim()).append('\n');
      for (Section.Block block : section.blocks()) {
        page.append('\n').append(block(block, pictures)).append('\n');
      }
    }
    return page.toString();
  }

  private static String block(Section.Block block, String pictures) {
    if (block instanceof Section.Text text) {
      return text.words();
    }
    if (block instanceof Section.Figure figure) {
      return "![%s](%s/%s.png)".formatted(figure.chart().altText(), pictures, figure.name());
    }
    List<List<String>> rows = ((Section.Grid) block).rows();
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      table.append(row(rows.get(i))).append('\n');
      if (i == 0) {
        table.append(row(rows.get(0).stream().map(cell -> "---").toList())).append('\n');
      }
    }
    return table.toString().stripTrailing();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
