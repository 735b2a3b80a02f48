package lowtide.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lowtide.chat.CommandSpec;
import lowtide.chat.Request;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.SignalEngine;

/**
 * /corr: how closely an asset moved with small-cap tech or another proxy; and, by the word behind
 * it, by year, since a date, in large moves, or for other coins.
 */
public final class CorrCommand implements Command {
  static final String EXAMPLE = "/corr BTC PSCT 60";
  private static final int SHORTEST = 10;
  private static final int LONGEST = 500;

  private static final Pattern SPAN = Pattern.compile("(?i)([0-9]{1,2})(w|m|mo|y)");

  private final CorrParts parts;

  public CorrCommand(
      Supplier<MarketView> market,
      Instruments instruments,
      CorrelationSettings settings,
      SignalEngine engine,
      Pictures pictures) {
    this.parts = new CorrParts(market, instruments, settings, engine, pictures);
  }

  @Override
  public CommandSpec spec() {
    List<String> first = new ArrayList<>(symbols(Instrument.Kind.CRYPTO));
    first.addAll(List.of("alts", "years", "shifts", "since"));
    return new CommandSpec(
        "corr",
        "How closely an asset moves with small-cap tech; also: years, shifts, alts, since DATE",
        List.of(
            new CommandSpec.Option(
                "asset", "BTC if left out; or years, shifts, alts", false, first),
            new CommandSpec.Option(
                "proxy",
                parts.settings().proxy() + " if left out",
                false,
                symbols(Instrument.Kind.EQUITY)),
            new CommandSpec.Option(
                "window",
                "Sessions, %d if left out".formatted(parts.settings().labelWindow()),
                false,
                parts.settings().windows().stream().map(String::valueOf).toList()),
            new CommandSpec.Option(
                "date", "For since and shifts, such as 2020-01-01", false, List.of())));
  }

  private List<String> symbols(Instrument.Kind kind) {
    return parts.instruments().all().stream()
        .filter(instrument -> instrument.kind() == kind)
        .map(Instrument::symbol)
        .toList();
  }

  @Override
  public Answer answer(Request request) {
    List<String> typed = request.arguments().stream().map(CorrCommand::inSessions).toList();
    String first = typed.isEmpty() ? "" : typed.get(0).toLowerCase(Locale.ROOT);
    List<String> rest = typed.isEmpty() ? typed : typed.subList(1, typed.size());
    try {
      return switch (first) {
        case "years", "year", "yearly" ->
            new CorrYears(parts).answer(pair(rest, "/corr years BTC PSCT"));
        case "shifts", "shift" -> shifts(rest);
        case "since" -> since(rest);
        case "alts", "alt", "altcoins" -> alts(rest);
        default -> now(typed);
      };
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
  }

  /** {@code 3m} is 63 sessions, {@code 1y} 252. */
  private static String inSessions(String word) {
    Matcher span = SPAN.matcher(word);
    if (!span.matches()) {
      return word;
    }
    int sessions =
        switch (span.group(2).toLowerCase(Locale.ROOT)) {
          case "w" -> 5;
          case "y" -> 252;
          default -> 21;
        };
    return String.valueOf(sessions * Integer.parseInt(span.group(1)));
  }

  private Answer now(List<String> typed) throws Arguments.Mistake {
    Arguments arguments = Arguments.parse(typed, parts.instruments(), 2, EXAMPLE);
    return new CorrAnswer(parts).answer(pair(arguments, EXAMPLE), window(arguments, EXAMPLE));
  }

  private Answer since(List<String> typed) throws Arguments.Mistake {
    String example = "/corr since 2020-01-01 BTC IWM";
    Optional<LocalDate> from = date(typed, example);
    if (from.isEmpty()) {
      throw new Arguments.Mistake("A date such as 2020-01-01 goes behind since", example);
    }
    return new CorrSince(parts).answer(pair(withoutDates(typed), example), from.get());
  }

  private Answer shifts(List<String> typed) throws Arguments.Mistake {
    String example = "/corr shifts BTC IWM 2020-01-01";
    LocalDate from = date(typed, example).orElse(parts.settings().companions().since());
    return new CorrShifts(parts).answer(pair(withoutDates(typed), example), from);
  }

  private static Optional<LocalDate> date(List<String> typed, String example)
      throws Arguments.Mistake {
    List<String> dates = typed.stream().filter(CorrCommand::isDate).toList();
    if (dates.size() > 1) {
      throw new Arguments.Mistake("One date is enough: " + String.join(" ", dates), example);
    }
    try {
      return dates.isEmpty() ? Optional.empty() : Optional.of(firstDay(dates.get(0)));
    } catch (DateTimeException e) {
      throw new Arguments.Mistake("There is no day " + dates.get(0), example);
    }
  }

  /** Of a day, a month or a year. */
  private static LocalDate firstDay(String typed) {
    return LocalDate.parse(
        typed.length() == 4 ? typed + "-01-01" : typed.length() == 7 ? typed + "-01" : typed);
  }

  private static List<String> withoutDates(List<String> typed) {
    return typed.stream().filter(word -> !isDate(word)).toList();
  }

  private static boolean isDate(String word) {
    return word.matches("[0-9]{4}(-[0-9]{2}){0,2}");
  }

  private Answer alts(List<String> typed) throws Arguments.Mistake {
    String example = "/corr alts PSCT 60";
    Arguments arguments = Arguments.parse(typed, parts.instruments(), 1, example);
    CorrParts.Pair pair = pair(arguments, example);
    if (!arguments.instruments().isEmpty() && !pair.proxyNamed()) {
      throw new Arguments.Mistake(
          "A symbol that trades in New York goes behind alts, not " + pair.asset().symbol(),
          example);
    }
    return new CorrAlts(parts).answer(pair, window(arguments, example));
  }

  private CorrParts.Pair pair(List<String> typed, String example) throws Arguments.Mistake {
    Arguments arguments = Arguments.parse(typed, parts.instruments(), 2, example);
    if (arguments.number().isPresent()) {
      throw new Arguments.Mistake("There is no window here: " + arguments.number().get(), example);
    }
    return pair(arguments, example);
  }

  private CorrParts.Pair pair(Arguments typed, String example) throws Arguments.Mistake {
    List<Instrument> named = typed.instruments();
    Instrument asset = parts.asset();
    Instrument proxy = parts.proxy();
    boolean proxyNamed = named.size() == 2;
    if (proxyNamed) {
      asset = named.get(0);
      proxy = named.get(1);
    } else if (named.size() == 1 && named.get(0).kind() == Instrument.Kind.EQUITY) {
      proxy = named.get(0);
      proxyNamed = true;
    } else if (named.size() == 1) {
      asset = named.get(0);
    }
    if (proxy.kind() != Instrument.Kind.EQUITY) {
      throw new Arguments.Mistake(
          "The second symbol must trade in New York, such as %s; %s does not"
              .formatted(parts.settings().proxy(), proxy.symbol()),
          example);
    }
    if (asset.equals(proxy)) {
      throw new Arguments.Mistake(
          "%s with itself is 1: name two different symbols".formatted(asset.symbol()), example);
    }
    return new CorrParts.Pair(asset, proxy, proxyNamed);
  }

  private int window(Arguments typed, String example) throws Arguments.Mistake {
    int window = typed.number().orElse(parts.settings().labelWindow());
    if (window < SHORTEST || window > LONGEST) {
      throw new Arguments.Mistake(
          "A window has from %d to %d sessions, not %d".formatted(SHORTEST, LONGEST, window),
          example);
    }
    return window;
  }
}
