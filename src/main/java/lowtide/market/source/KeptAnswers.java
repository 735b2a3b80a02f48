package lowtide.market.source;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last small answers that carried a tag: asked for again, they need not be sent again. */
final class KeptAnswers {
  private static final int MOST = 32;
  private static final int LARGEST = 64 << 10;

  private record Kept(String tag, String body) {}

  private final Map<URI, Kept> answers = new LinkedHashMap<>();

  synchronized Optional<String> tag(URI uri) {
    return Optional.ofNullable(answers.get(uri)).map(Kept::tag);
  }

  synchronized Optional<String> of(URI uri) {
    return Optional.ofNullable(answers.get(uri)).map(Kept::body);
  }

  synchronized void keep(URI uri, HttpResponse<String> response) {
    answers.remove(uri);
    Optional<String> tag = response.headers().firstValue("ETag");
    if (tag.isEmpty() || response.body().length() > LARGEST) {
      return;
    }
    if (answers.size() == MOST) {
      answers.remove(answers.keySet().iterator().next());
    }
    answers.put(uri, new Kept(tag.get(), response.body()));
  }
}
