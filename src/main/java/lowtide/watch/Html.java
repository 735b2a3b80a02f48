package lowtide.watch;

import java.util.List;
import lowtide.chat.Message;

/** Messages as HTML. Everything in them is escaped. */
final class Html {
  private Html() {}

  static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\n]]", "\u00b7")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Title, body and footer as a section. */
  static String section(String id, String heading, Message message) {
    StringBuilder html = new StringBuilder();
    html.append("<section aria-labelledby=\"%1$s\">\n<h2 id=\"%1$s\">".formatted(id))
        .append(escaped(heading))
        .append("</h2>\n<p class=\"first ")
        .append(message.tone().name().toLowerCase(java.util.Locale.ROOT))
        .append("\">")
        .append(symbol(message.tone()))
        .append(escaped(message.title()))
        .append("</p>\n");
    for (Message.Block block : message.blocks()) {
      if (block instanceof Message.Table table) {
        html.append(table(heading, table.rows()));
      } else if (block instanceof Message.Line line) {
        html.append("<p>");
        line.spans().forEach(span -> html.append(span(span)));
        html.append("</p>\n");
      }
    }
    if (!message.footer().isEmpty()) {
      html.append("<p class=\"foot\">").append(escaped(message.footer())).append("</p>\n");
    }
    return html.append("</section>\n").toString();
  }

  /** The first row is the header. What is too wide is scrolled, by keyboard too. */
  static String table(String name, List<List<String>> rows) {
    StringBuilder html =
        new StringBuilder(
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%s: table of %s\"><table>\n<thead><tr>"
                .formatted(escaped(name), escaped(String.join(", ", rows.get(0)))));
    rows.get(0)
        .forEach(cell -> html.append("<th scope=\"col\">").append(escaped(cell)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows.subList(1, rows.size())) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.append(i == 0 ? "<th scope=\"row\">" : "<td>")
            .append(escaped(row.get(i)))
            .append(i == 0 ? "</th>" : "</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table></div>\n").toString();
  }

  private static String span(Message.Span span) {
    if (span instanceof Message.Moment moment) {
      return "<time datetime=\"%s\">%s</time>".formatted(moment.at(), escaped(moment.local()));
    }
    if (span instanceof Message.Bold bold) {
      return "<strong>" + escaped(bold.text()) + "</strong>";
    }
    if (span instanceof Message.Code code) {
      return "<code>" + escaped(code.text()) + "</code>";
    }
    return escaped(span.toString());
  }

  private static String symbol(Message.Tone tone) {
    return switch (tone) {
      case NEUTRAL -> "";
      case DOWN -> "\u25bc ";
      case UP -> "\u25b2 ";
      case WARNING -> "\u26a0 ";
    };
  }
}
