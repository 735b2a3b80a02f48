package lowtide.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.DipState;
import lowtide.signal.LevelState;
import lowtide.signal.LevelState.Side;

/** /dip: where the price stands against the dip levels, and what is armed. */
public final class DipCommand implements Command {
  private final Supplier<MarketView> market;
  private final Instruments instruments;
  private final List<String> watched;
  private final Function<String, Optional<DipState>> states;

  /**
   * @param watched symbols that have levels, the usual one first
   * @param states what is remembered about an instrument's levels
   */
  public DipCommand(
      Supplier<MarketView> market,
      Instruments instruments,
      List<String> watched,
      Function<String, Optional<DipState>> states) {
    this.market = market;
    this.instruments = instruments;
    this.watched = List.copyOf(watched);
    this.states = states;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "dip",
        "Where the price stands against the dip levels",
        List.of(new CommandSpec.Option("asset", "Symbol with levels", false, watched)));
  }

  @Override
  public Answer answer(Request request) {
    if (watched.isEmpty()) {
      return Answer.of(Message.titled("No dip levels are set").build());
    }
    Instrument instrument;
    try {
      Arguments typed =
          Arguments.parse(request.arguments(), instruments, 1, "/dip " + watched.get(0));
      instrument =
          typed.instruments().isEmpty()
              ? instruments.get(watched.get(0))
              : typed.instruments().get(0);
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
    if (!watched.contains(instrument.symbol())) {
      return Answer.mistake(
          "%s has no dip levels; levels are set for %s"
              .formatted(instrument.symbol(), String.join(", ", watched)),
          "/dip " + watched.get(0));
    }
    MarketView view = market.get();
    Optional<DipState> state = states.apply(instrument.symbol());
    Optional<Quote> quote = view.quote(instrument);
    return state.isEmpty() || quote.isEmpty()
        ? unknown(instrument)
        : answer(quote.get(), state.get(), view.at());
  }

  private static Answer answer(Quote quote, DipState state, Instant now) {
    String symbol = quote.instrument().symbol();
    List<Map<String, Object>> levels = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Level", "Distance", "State", "Last event"));
    long breached = 0;
    for (LevelState level : state.levels()) {
      double distance = distancePercent(quote.price(), level.level());
      Instant fired = level.lastFired();
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("price", level.level());
      facts.put("side", level.side().name().toLowerCase(Locale.ROOT));
      facts.put("armed", level.side() == Side.ABOVE);
      facts.put("lastFired", fired == null ? null : fired.toString());
      facts.put("distancePercent", distance);
      levels.add(facts);
      breached += level.side() == Side.BELOW ? 1 : 0;
      rows.add(
          List.of(
              Words.price(level.level()),
              Words.percent(distance),
              state(level),
              fired == null ? "none" : fired.toString().substring(0, 16).replace('T', ' ')));
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "dip");
    facts.put("instrument", symbol);
    facts.put("price", quote.price());
    facts.put("asOf", quote.time().toString());
    facts.put("levels", levels);
    facts.put("flags", quote.isStale(now) ? List.of("STALE") : List.of());
    Message.Builder message =
        Message.titled(
                "%s %s: %d of %d levels breached"
                    .formatted(symbol, Words.price(quote.price()), breached, state.levels().size()))
            .tone(quote.isStale(now) ? Message.Tone.WARNING : Message.Tone.NEUTRAL)
            .table(rows)
            .line("Distance is the price above (+) or below (-) the level. Times are in UTC.");
    if (quote.isStale(now)) {
      message.line("STALE: no alert is based on a price this old.");
    }
    message.line(
        new Message.Plain(quote.source() + ", traded "),
        new Message.Moment(quote.time()),
        new Message.Plain(", %s ago".formatted(Words.span(quote.age(now)))));
    return Answer.of(message.footer("Informational, not advice.").build(), facts);
  }

  /** How far the price is above the level, in percent of the level. */
  private static double distancePercent(BigDecimal price, BigDecimal level) {
    return price
        .subtract(level)
        .multiply(BigDecimal.valueOf(100))
        .divide(level, MathContext.DECIMAL64)
        .doubleValue();
  }

  private static String state(LevelState level) {
    return switch (level.side()) {
      case UNSEEN -> "not seen yet";
      case ABOVE -> "armed";
      case BELOW ->
          level.breach() == LevelState.Breach.PROVISIONAL ? "breached, hour open" : "breached";
    };
  }

  private static Answer unknown(Instrument instrument) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "dip");
    facts.put("instrument", instrument.symbol());
    facts.put("price", null);
    facts.put("asOf", null);
    facts.put("levels", List.of());
    facts.put("flags", List.of("UNKNOWN"));
    return Answer.of(
        Message.titled("No price of %s is known yet".formatted(instrument.symbol()))
            .tone(Message.Tone.WARNING)
            .build(),
        facts);
  }
}
