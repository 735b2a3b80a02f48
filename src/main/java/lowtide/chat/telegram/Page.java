package lowtide.chat.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The text of one Telegram message: sections of rows, each on its own line. */
record Page(List<Section> sections) {
  Page {
    sections = List.copyOf(sections);
  }

  /**
   * Rows that belong together.
   *
   * @param fixed whether they need a fixed-width font
   */
  record Section(List<Row> rows, boolean fixed) {
    Section {
      rows = List.copyOf(rows);
    }

    int length() {
      return rows.stream().mapToInt(Row::length).sum() + Math.max(0, rows.size() - 1);
    }

    String html() {
      String lines = rows.stream().map(Row::html).collect(Collectors.joining("\n"));
      return fixed ? "<pre>" + lines + "</pre>" : lines;
    }

    String plain() {
      return rows.stream().map(Row::plain).collect(Collectors.joining("\n"));
    }
  }

  int length() {
    return sections.stream().mapToInt(Section::length).sum() + Math.max(0, sections.size() - 1);
  }

  String html() {
    return sections.stream().map(Section::html).collect(Collectors.joining("\n"));
  }

  String plain() {
    return sections.stream().map(Section::plain).collect(Collectors.joining("\n"));
  }

  /**
   * Packs sections into as few pages as their order allows: a section stays whole if a page can
   * hold it, else it is split between rows, and a row only if it alone is too long.
   */
  static List<Page> pack(List<Section> sections, int limit) {
    List<Page> pages = new ArrayList<>();
    List<Section> open = new ArrayList<>();
    for (Section section : sections) {
      for (Section part : section.length() > limit ? split(section, limit) : List.of(section)) {
        if (!open.isEmpty() && new Page(open).length() + 1 + part.length() > limit) {
          pages.add(new Page(open));
          open.clear();
        }
        open.add(part);
      }
    }
    pages.add(new Page(open));
    pages.removeIf(page -> page.plain().isBlank());
    return pages;
  }

  private static List<Section> split(Section section, int limit) {
    List<Section> parts = new ArrayList<>();
    List<Row> open = new ArrayList<>();
    int length = 0;
    for (Row row : section.rows()) {
      for (Row piece : row.cut(limit)) {
        if (!open.isEmpty() && length + 1 + piece.length() > limit) {
          parts.add(new Section(open, section.fixed()));
          open.clear();
          length = 0;
        }
        length += piece.length() + (open.isEmpty() ? 0 : 1);
        open.add(piece);
      }
    }
    parts.add(new Section(open, section.fixed()));
    return parts;
  }
}
