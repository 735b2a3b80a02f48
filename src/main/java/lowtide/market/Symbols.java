package lowtide.market;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelled word was meant to be. */
public final class Symbols {
  private Symbols() {}

  /** The known word with the fewest edits from what was typed; empty if none is close. */
  public static Optional<String> nearest(String typed, Collection<String> known) {
    String word = typed.toLowerCase(Locale.ROOT);
    if (word.length() > 40) {
      return Optional.empty();
    }
    int most = Math.max(1, word.length() / 3);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .filter(candidate -> distance(word, candidate) <= most);
  }

  /** Edits between two words, a swap of neighbours counting as one; upper and lower case alike. */
  private static int distance(String word, String candidate) {
    String other = candidate.toLowerCase(Locale.ROOT);
    int[][] edits = new int[word.length() + 1][other.length() + 1];
    for (int i = 0; i <= word.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        boolean same = word.charAt(i - 1) == other.charAt(j - 1);
        edits[i][j] =
            Math.min(
                edits[i - 1][j - 1] + (same ? 0 : 1),
                Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && word.charAt(i - 1) == other.charAt(j - 2)
            && word.charAt(i - 2) == other.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[word.length()][other.length()];
  }
}
