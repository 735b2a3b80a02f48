package lowtide.chat.discord;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request's body, taken apart.
 *
 * @param json the message
 * @param files attachments by file name
 */
record MultipartBody(String json, Map<String, byte[]> files) {
  private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

  static MultipartBody of(String contentType, byte[] body) {
    if (contentType == null || !contentType.startsWith("multipart/")) {
      return new MultipartBody(new String(body, StandardCharsets.UTF_8), Map.of());
    }
    String boundary = "--" + contentType.substring(contentType.indexOf("boundary=") + 9);
    // One character a byte, so that pictures survive.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String json = "{}";
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String part : text.split(Pattern.quote(boundary), -1)) {
      int blank = part.indexOf("\r\n\r\n");
      if (blank < 0) {
        continue;
      }
      String head = part.substring(0, blank);
      byte[] content =
          part.substring(blank + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
      Matcher fileName = FILE_NAME.matcher(head);
      if (fileName.find()) {
        files.put(fileName.group(1), content);
      } else if (head.contains("name=\"payload_json\"")) {
        json = new String(content, StandardCharsets.UTF_8);
      }
    }
    return new MultipartBody(json, files);
  }
}
