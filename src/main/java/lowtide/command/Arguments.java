package lowtide.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.Symbols;

/** What was typed behind a command: symbols and one whole number, in any order. */
record Arguments(List<Instrument> instruments, Optional<Integer> number) {

  /** What says nothing between symbols and numbers. */
  private static final Set<String> JOINING =
      Set.of(
          "and",
          "day",
          "days",
          "in",
          "mit",
          "of",
          "over",
          "sessions",
          "tage",
          "to",
          "und",
          "versus",
          "vs",
          "vs.",
          "with");

  /** Something typed cannot be understood; {@link #answer} tells what. */
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Answer answer;

    Mistake(String problem, String example) {
      this(problem, Answer.mistake(problem, example));
    }

    private Mistake(String problem, Answer answer) {
      super(problem);
      this.answer = answer;
    }

    /**
     * @param command what was meant perhaps
     */
    static Mistake corrected(String problem, String command) {
      return new Mistake(problem, Answer.corrected(problem, command));
    }

    Answer answer() {
      return answer;
    }
  }

  /**
   * @param example a command that works, shown with every mistake
   */
  static Arguments parse(List<String> typed, Instruments known, int mostSymbols, String example)
      throws Mistake {
    List<Instrument> instruments = new ArrayList<>();
    Optional<Integer> number = Optional.empty();
    for (String word : words(typed, known)) {
      if (word.matches("[-+]?[0-9].*")) {
        if (number.isPresent()) {
          throw new Mistake("One number is enough: " + shown(word), example);
        }
        number = Optional.of(number(word, example));
      } else {
        instruments.add(instrument(word, typed, known, example));
      }
    }
    if (instruments.size() > mostSymbols) {
      throw new Mistake("That is too many symbols: " + shown(String.join(" ", typed)), example);
    }
    return new Arguments(instruments, number);
  }

  /** Without what only joins them: {@code BTC/PSCT}, {@code btc vs psct 60 days}. */
  private static List<String> words(List<String> typed, Instruments known) {
    List<String> words = new ArrayList<>();
    for (String word : typed) {
      List<String> parts = Arrays.stream(word.split("[/,;+&]")).filter(w -> !w.isBlank()).toList();
      if (known.meant(word).isEmpty() && !parts.isEmpty() && !word.matches("[0-9].*[.,].*")) {
        words.addAll(parts);
      } else {
        words.add(word);
      }
    }
    words.removeIf(
        word -> JOINING.contains(word.toLowerCase(Locale.ROOT)) && known.meant(word).isEmpty());
    return words;
  }

  private static int number(String word, String example) throws Mistake {
    try {
      return Integer.parseInt(word.replaceFirst("(?i)d$", ""));
    } catch (NumberFormatException e) {
      throw new Mistake("Not a whole number: " + shown(word), example);
    }
  }

  private static Instrument instrument(
      String word, List<String> typed, Instruments known, String example) throws Mistake {
    Optional<Instrument> found = known.meant(word);
    if (found.isPresent()) {
      return found.get();
    }
    Optional<String> nearest = Symbols.nearest(word.toUpperCase(Locale.ROOT), known.symbols());
    if (nearest.isPresent()) {
      String command = example.split(" ", 2)[0];
      String meant =
          typed.stream()
              .map(one -> one.equals(word) ? nearest.get() : one)
              .collect(Collectors.joining(" ", command + " ", ""));
      throw Mistake.corrected(
          "Unknown symbol %s. Did you mean %s?".formatted(shown(word), nearest.get()),
          CommandDesk.shortened(meant).equals(meant) ? meant : example);
    }
    throw new Mistake(
        "Unknown symbol %s. There are %s."
            .formatted(shown(word), String.join(", ", known.symbols())),
        example);
  }

  private static String shown(String typed) {
    return CommandDesk.shortened(typed.replaceAll("\\p{Cntrl}", "·"));
  }
}
