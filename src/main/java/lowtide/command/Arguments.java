package lowtide.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.Symbols;

/** What was typed behind a command: symbols and one whole number, in any order. */
record Arguments(List<Instrument> instruments, Optional<Integer> number) {

  /** Something typed cannot be understood; {@link #answer} tells what. */
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Answer answer;

    Mistake(String problem, String example) {
      super(problem);
      this.answer = Answer.mistake(problem, example);
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
    for (String word : typed) {
      if (word.matches("[-+]?[0-9].*")) {
        if (number.isPresent()) {
          throw new Mistake("One number is enough: " + shown(word), example);
        }
        number = Optional.of(number(word, example));
      } else {
        instruments.add(instrument(word, known, example));
      }
    }
    if (instruments.size() > mostSymbols) {
      throw new Mistake("That is too many symbols: " + shown(String.join(" ", typed)), example);
    }
    return new Arguments(instruments, number);
  }

  private static int number(String word, String example) throws Mistake {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new Mistake("Not a whole number: " + shown(word), example);
    }
  }

  private static Instrument instrument(String word, Instruments known, String example)
      throws Mistake {
    Optional<Instrument> found = known.find(word);
    if (found.isPresent()) {
      return found.get();
    }
    String nearest =
        Symbols.nearest(word.toUpperCase(Locale.ROOT), known.symbols())
            .map(symbol -> ". Did you mean " + symbol + "?")
            .orElse(". There are " + String.join(", ", known.symbols()) + ".");
    throw new Mistake("Unknown symbol " + shown(word) + nearest, example);
  }

  private static String shown(String typed) {
    return CommandDesk.shortened(typed.replaceAll("\\p{Cntrl}", "·"));
  }
}
