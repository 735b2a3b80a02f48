package lowtide.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the bot says, in another language.
 *
 * <p>Messages are made and stored in English, once for all chats; each is put into the language of
 * its chat when it is sent. The phrases stand in {@code words.properties} and, under the same keys,
 * in {@code words_de.properties}; {@code {1}} stands for a part that is looked up by itself: a
 * number, a symbol or another phrase; {@code {1!}} for one that stays as it is, such as what
 * somebody typed. The longest phrase that fits is taken.
 */
final class Phrasebook {
  private static final String BUNDLE = "lowtide.chat.words";
  private static final int LONGEST = 2_000;
  private static final int DEEPEST = 60;

  /** What people type must not fill the memory. */
  private static final int NOTED = 1_000;

  private static final String FIRST = "(?<p1>.+?)";
  private static final String LAST = "(?<p2>.+?)";
  private static final Pattern HOLE = Pattern.compile("\\{(\\d)(!?)}");
  private static final Pattern CAPITALS = Pattern.compile("\\p{Lu}{4,}");
  private static final Pattern WORD = Pattern.compile("\\p{Ll}{2}");

  /** A time zone by its id, or a city with what its clock says. */
  private static final Pattern ZONE =
      Pattern.compile("[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]+)+|\\d\\d:\\d\\d \\p{Lu}[\\p{L}' -]*");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.,])(\\$?)(\\d{1,3}(?:,\\d{3})+|\\d+|(?=\\.\\d))(\\.\\d+)?([kMB]?)(?![\\w:/]|[-.,]\\d)");
  private static final Pattern DATE =
      Pattern.compile("(?<![\\w.,-])(\\d{4})-(\\d{2})(?:-(\\d{2}))?(?![\\w-])");

  /**
   * @param literals what of it is fixed, in order
   */
  private static final class Phrase {
    private final String pattern;
    private final List<String> literals;
    private final String translated;
    private volatile @Nullable Pattern compiled;

    Phrase(String pattern, List<String> literals, String translated) {
      this.pattern = pattern;
      this.literals = literals;
      this.translated = translated;
    }

    /** Most are never needed. */
    private Pattern compiled() {
      Pattern known = compiled;
      if (known == null) {
        known = Pattern.compile(pattern);
        compiled = known;
      }
      return known;
    }

    int fixed() {
      return literals.stream().mapToInt(String::length).sum();
    }

    boolean couldBe(String text) {
      for (String literal : literals) {
        if (!text.contains(literal)) {
          return false;
        }
      }
      return true;
    }

    /**
     * What may stand in the holes, one way after the other; two parts can be cut at many places.
     */
    List<UnaryOperator<String>> fillings(String text) {
      List<UnaryOperator<String>> all = new ArrayList<>();
      if (literals.size() == 1 && pattern.startsWith(FIRST) && pattern.endsWith(LAST)) {
        String between = literals.get(0);
        for (int at = text.indexOf(between, 1); at > 0; at = text.indexOf(between, at + 1)) {
          String left = text.substring(0, at);
          String right = text.substring(at + between.length());
          if (!right.isEmpty()) {
            all.add(hole -> hole.equals("1") ? left : right);
          }
        }
        return all;
      }
      Matcher matcher = compiled().matcher(text);
      if (matcher.matches()) {
        all.add(hole -> matcher.group("p" + hole));
      }
      return all;
    }
  }

  private final Map<String, String> whole = new HashMap<>();
  private final UnaryOperator<String> numbers;

  /** Those of capitals alone, which are words among what else are names and figures. */
  private final List<String> capitals;

  private final List<Phrase> open = new ArrayList<>();
  private final ConcurrentHashMap<String, Boolean> missing = new ConcurrentHashMap<>();

  /**
   * @param numbers puts the numbers of a text into the language
   */
  Phrasebook(Locale locale, UnaryOperator<String> numbers) {
    this.numbers = numbers;
    ResourceBundle.Control control =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    ResourceBundle english = ResourceBundle.getBundle(BUNDLE, Locale.ROOT, control);
    ResourceBundle other = ResourceBundle.getBundle(BUNDLE, locale, control);
    for (String key : english.keySet()) {
      String phrase = english.getString(key);
      if (HOLE.matcher(phrase).find()) {
        open.add(phrase(phrase, other.getString(key)));
      } else {
        whole.put(phrase, other.getString(key));
      }
    }
    capitals = whole.keySet().stream().filter(one -> CAPITALS.matcher(one).matches()).toList();
    if (open.isEmpty()) {
      throw new MissingResourceException("no phrases", BUNDLE, locale.toString());
    }
    open.sort(
        Comparator.comparingInt(Phrase::fixed).reversed().thenComparing(phrase -> phrase.pattern));
  }

  private static Phrase phrase(String english, String translated) {
    StringBuilder pattern = new StringBuilder();
    List<String> literals = new ArrayList<>();
    Matcher hole = HOLE.matcher(english);
    int from = 0;
    while (hole.find()) {
      literal(english.substring(from, hole.start()), pattern, literals);
      pattern.append("(?<p").append(hole.group(1)).append(">.+?)");
      from = hole.end();
    }
    literal(english.substring(from), pattern, literals);
    return new Phrase(pattern.toString(), List.copyOf(literals), translated);
  }

  private static void literal(String text, StringBuilder pattern, List<String> literals) {
    if (!text.isEmpty()) {
      pattern.append(Pattern.quote(text));
      literals.add(text);
    }
  }

  /** The text in this language; as it is where no phrase fits, with its numbers in this one. */
  String say(String text) {
    if (text.isBlank()) {
      return text;
    }
    String known = look(text, false, 0, new HashMap<>());
    if (known != null) {
      return known;
    }
    if (missing.size() < NOTED) {
      missing.put(text, true);
    }
    String partly = look(text, true, 0, new HashMap<>());
    return partly == null ? numbers.apply(text) : partly;
  }

  /** What was said for want of a phrase in English. */
  TreeSet<String> missing() {
    return new TreeSet<>(missing.keySet());
  }

  /**
   * @param leniently whether a part for which there is no phrase may stay as it is
   * @return null if there is no phrase for it
   */
  private @Nullable String look(
      String text, boolean leniently, int depth, Map<String, String> found) {
    if (text.isBlank()) {
      return text;
    }
    String exact = whole.get(text);
    if (exact != null) {
      return exact;
    }
    if (ZONE.matcher(text).matches()) {
      return text;
    }
    if (!WORD.matcher(text).find() && capitals.stream().noneMatch(text::contains)) {
      return text.startsWith("/") ? text : numbers.apply(text);
    }
    if (depth > DEEPEST || text.length() > LONGEST) {
      return null;
    }
    String before = found.get(text);
    if (before != null) {
      return before.isEmpty() ? null : before;
    }
    String result = null;
    for (Phrase phrase : open) {
      if (phrase.couldBe(text)) {
        for (UnaryOperator<String> holes : phrase.fillings(text)) {
          result = filled(phrase, holes, leniently, depth, found);
          if (result != null) {
            found.put(text, result);
            return result;
          }
        }
      }
    }
    if (result == null && text.startsWith("/")) {
      result = text; // a command is the same in every language
    }
    found.put(text, result == null ? "" : result);
    return result;
  }

  /**
   * @param holes what stands in a hole, by its number
   */
  private @Nullable String filled(
      Phrase phrase,
      UnaryOperator<String> holes,
      boolean leniently,
      int depth,
      Map<String, String> found) {
    StringBuilder result = new StringBuilder();
    Matcher hole = HOLE.matcher(phrase.translated);
    int from = 0;
    while (hole.find()) {
      result.append(phrase.translated, from, hole.start());
      String part = holes.apply(hole.group(1));
      String said = hole.group(2).isEmpty() ? look(part, leniently, depth + 1, found) : part;
      if (said == null) {
        if (!leniently) {
          return null;
        }
        said = numbers.apply(part);
      }
      result.append(said);
      from = hole.end();
    }
    return result.append(phrase.translated, from, phrase.translated.length()).toString();
  }

  /** {@code $119,000.50} as {@code 119.000,50 $}, {@code 2025-07-10} as {@code 10.07.2025}. */
  static String german(String text) {
    String numbered =
        NUMBER
            .matcher(text)
            .replaceAll(
                number -> {
                  String whole =
                      number.group(2).isEmpty() ? "0" : number.group(2).replace(',', '.');
                  String part = number.group(3) == null ? "" : number.group(3).replace('.', ',');
                  String unit = number.group(1).isEmpty() ? "" : "\u00a0\\$";
                  return whole + part + number.group(4) + unit;
                });
    return DATE.matcher(numbered).replaceAll(date -> date.group(3) == null ? "$2.$1" : "$3.$2.$1");
  }
}
