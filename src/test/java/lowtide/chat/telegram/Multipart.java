package lowtide.chat.telegram;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a multipart form. */
final class Multipart {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
  private static final Pattern NAME = Pattern.compile("; name=\"([^\"]*)\"");

  private Multipart() {}

  static Map<String, byte[]> parse(Headers headers, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(headers.getFirst("Content-Type"));
    if (!boundary.find()) {
      throw new IllegalArgumentException("no boundary");
    }
    // One byte a character, so that pictures survive.
    String all = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
    Map<String, byte[]> fields = new HashMap<>();
    for (String part : all.split(Pattern.quote("\r\n--" + boundary.group(1)))) {
      int end = part.indexOf("\r\n\r\n");
      Matcher name = NAME.matcher(part);
      if (end >= 0 && name.find()) {
        fields.put(name.group(1), part.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return fields;
  }

  static String text(Map<String, byte[]> fields, String name) {
    return new String(fields.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }
}
