package lowtide.command;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.SeasonReading;
import lowtide.signal.SeasonResult;
import lowtide.signal.SeasonSettings;
import lowtide.signal.SignalEngine;
import lowtide.signal.Unknown;

/** /season: what a calendar month brought in the past, and how little that says of the next. */
public final class SeasonCommand implements Command {
  private final Supplier<MarketView> market;
  private final Instruments instruments;
  private final SeasonSettings settings;
  private final SignalEngine engine;
  private final Pictures pictures;

  public SeasonCommand(
      Supplier<MarketView> market,
      Instruments instruments,
      SeasonSettings settings,
      SignalEngine engine,
      Pictures pictures) {
    this.market = market;
    this.instruments = instruments;
    this.settings = settings;
    this.engine = engine;
    this.pictures = pictures;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "season",
        "What the calendar month says, and whether it says anything",
        List.of(
            new CommandSpec.Option(
                "asset",
                settings.instrument() + " if left out",
                false,
                List.copyOf(instruments.symbols())),
            new CommandSpec.Option(
                "month",
                "This month if left out",
                false,
                Arrays.stream(Month.values()).map(SeasonCommand::shortName).toList())));
  }

  @Override
  public Answer answer(Request request) {
    String example = "/season " + settings.instrument() + " jul";
    try {
      Optional<Month> month = Optional.empty();
      List<String> rest = new ArrayList<>();
      for (String word : String.join(" ", request.arguments()).split("[ ,;]+")) {
        if (word.isEmpty()) {
          continue;
        }
        Optional<Month> meant = month(word, example);
        if (meant.isPresent() && month.isPresent()) {
          throw new Arguments.Mistake("One month is enough: " + word, example);
        }
        if (meant.isPresent()) {
          month = meant;
        } else {
          rest.add(word);
        }
      }
      Arguments typed = Arguments.parse(rest, instruments, 1, example);
      if (typed.number().isPresent()) {
        throw new Arguments.Mistake("A month is 1 to 12: " + typed.number().get(), example);
      }
      List<Instrument> named = typed.instruments();
      Instrument instrument =
          named.isEmpty() ? instruments.get(settings.instrument()) : named.get(0);
      MarketView view = market.get();
      return answer(
          instrument, month.orElseGet(() -> SignalEngine.runningMonth(view, instrument)), view);
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
  }

  /** A month by its number or its English or German name, of which three letters will do. */
  private Optional<Month> month(String word, String example) throws Arguments.Mistake {
    if (word.matches("[0-9]{1,2}")) {
      int number = Integer.parseInt(word);
      if (number < 1 || number > 12) {
        throw new Arguments.Mistake("A month is 1 to 12: " + word, example);
      }
      return Optional.of(Month.of(number));
    }
    String typed = word.toUpperCase(Locale.ROOT);
    // A symbol goes first: what it names cannot be asked for otherwise, the month can.
    return typed.length() < 3 || instruments.find(word).isPresent()
        ? Optional.empty()
        : Arrays.stream(Month.values())
            .filter(
                one ->
                    one.name().startsWith(typed)
                        || one.getDisplayName(TextStyle.FULL, Locale.GERMAN)
                            .toUpperCase(Locale.ROOT)
                            .startsWith(typed))
            .findFirst();
  }

  private Answer answer(Instrument instrument, Month month, MarketView view) {
    SeasonResult result = engine.season(view, instrument, month);
    if (!(result instanceof SeasonReading reading)) {
      String reason = ((Unknown) result).reason();
      return Answer.of(
          Message.titled("%s in %s: not known yet".formatted(instrument.symbol(), name(month)))
              .tone(Message.Tone.WARNING)
              .line("It " + reason + ".")
              .build(),
          SeasonFacts.unknown(instrument, month, reason));
    }
    return new SeasonAnswer(reading, settings, view)
        .with(
            pictures.draw("season-" + instrument.symbol(), () -> SeasonPicture.of(reading, view)));
  }

  /** {@code July}. */
  static String name(Month month) {
    return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  /** {@code Jul}. */
  static String shortName(Month month) {
    return month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }
}
