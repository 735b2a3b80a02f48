package lowtide.command;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lowtide.alert.Footer;
import lowtide.alert.LevelMemory;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.Direction;
import lowtide.signal.Explanation;
import lowtide.signal.LevelExplanation;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelState;
import lowtide.signal.LevelState.Side;
import lowtide.signal.LevelTracker;

/**
 * /dip and /levels: where the price stands against its levels, what is armed, and from which price
 * on. /dip shows the dip levels, /levels the targets too.
 */
public final class LevelsCommand implements Command {
  private static final int DAYS_SHOWN = 90;

  private final boolean targetsToo;
  private final Supplier<MarketView> market;
  private final Instruments instruments;
  private final Map<String, LevelSettings> watched = new LinkedHashMap<>();
  private final Function<String, Optional<LevelMemory>> memories;
  private final Pictures pictures;

  private LevelsCommand(
      boolean targetsToo,
      Supplier<MarketView> market,
      Instruments instruments,
      List<LevelSettings> settings,
      Function<String, Optional<LevelMemory>> memories,
      Pictures pictures) {
    this.targetsToo = targetsToo;
    this.market = market;
    this.instruments = instruments;
    settings.forEach(one -> watched.put(one.instrument(), one));
    this.memories = memories;
    this.pictures = pictures;
  }

  /**
   * @param settings the usual instrument first
   * @param memories what is remembered about an instrument's levels
   */
  public static Command dip(
      Supplier<MarketView> market,
      Instruments instruments,
      List<LevelSettings> settings,
      Function<String, Optional<LevelMemory>> memories,
      Pictures pictures) {
    List<LevelSettings> withDips = settings.stream().filter(s -> !s.levels().isEmpty()).toList();
    return new LevelsCommand(false, market, instruments, withDips, memories, pictures);
  }

  /** As {@link #dip}, with the targets. */
  public static Command levels(
      Supplier<MarketView> market,
      Instruments instruments,
      List<LevelSettings> settings,
      Function<String, Optional<LevelMemory>> memories,
      Pictures pictures) {
    return new LevelsCommand(true, market, instruments, settings, memories, pictures);
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        name(),
        targetsToo
            ? "All levels, dips and targets, with the price between them"
            : "Where the price stands against the dip levels",
        List.of(
            new CommandSpec.Option(
                "asset", "Symbol with levels", false, List.copyOf(watched.keySet()))));
  }

  private String name() {
    return targetsToo ? "levels" : "dip";
  }

  @Override
  public Answer answer(Request request) {
    if (watched.isEmpty()) {
      return Answer.of(
          Message.titled(targetsToo ? "No levels are set" : "No dip levels are set").build());
    }
    String usual = watched.keySet().iterator().next();
    String example = "/" + name() + " " + usual;
    Instrument instrument;
    try {
      Arguments typed = Arguments.parse(request.arguments(), instruments, 1, example);
      instrument =
          typed.instruments().isEmpty() ? instruments.get(usual) : typed.instruments().get(0);
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
    LevelSettings settings = watched.get(instrument.symbol());
    if (settings == null) {
      return Answer.mistake(
          "%s has no %slevels; levels are set for %s"
              .formatted(
                  instrument.symbol(),
                  targetsToo ? "" : "dip ",
                  String.join(", ", watched.keySet())),
          example);
    }
    MarketView view = market.get();
    Optional<LevelMemory> memory = memories.apply(instrument.symbol());
    Optional<Quote> quote = view.quote(instrument);
    return memory.isEmpty() || quote.isEmpty()
        ? unknown(instrument)
        : answer(quote.get(), memory.get(), settings, view);
  }

  private Answer answer(Quote quote, LevelMemory memory, LevelSettings settings, MarketView view) {
    Instant now = view.at();
    String symbol = quote.instrument().symbol();
    LevelTracker tracker = new LevelTracker(settings);
    List<LevelState> shown =
        memory.levels().levels().stream()
            .filter(level -> targetsToo || level.direction() == Direction.DOWN)
            .sorted(Comparator.comparing(LevelState::level).reversed())
            .toList();
    List<Map<String, Object>> levels = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    rows.add(LevelRows.HEAD);
    boolean priceShown = !targetsToo;
    for (LevelState level : shown) {
      if (!priceShown && level.level().compareTo(quote.price()) <= 0) {
        rows.add(LevelRows.now(quote.price()));
        priceShown = true;
      }
      BigDecimal rearm =
          tracker.rearmPrice(
              level.level(), level.direction(), quote.price(), memory.range().value());
      levels.add(LevelRows.facts(level, quote.price(), rearm));
      rows.add(LevelRows.of(level, quote.price(), rearm));
    }
    if (!priceShown) {
      rows.add(LevelRows.now(quote.price()));
    }
    List<String> flags = quote.flags(now);
    long breached = shown.stream().filter(level -> level.side() == Side.BEYOND).count();
    Explanation why =
        LevelExplanation.of(
            quote.instrument(),
            quote.price(),
            quote.time(),
            memory.levels(),
            settings,
            quote.source(),
            flags);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", name());
    facts.put("instrument", symbol);
    facts.put("price", quote.price());
    facts.put("asOf", quote.time().toString());
    facts.put("levels", levels);
    facts.put("flags", why.flags());
    Message.Builder message =
        Message.titled(
                "%s %s: %d of %d levels breached"
                    .formatted(symbol, Words.price(quote.price()), breached, shown.size()))
            .tone(flags.isEmpty() ? Message.Tone.NEUTRAL : Message.Tone.WARNING)
            .table(rows)
            .line("Distance is the price above (+) or below (-) the level. Times are in UTC.");
    PriceCommand.doubt(message, flags);
    int days = Math.min(DAYS_SHOWN, view.daily(quote.instrument()).size());
    if (days > 1) {
      message.picture(
          pictures.draw(
              name() + "-" + symbol, () -> PricePicture.of(quote.instrument(), days, shown, view)));
    }
    return Answer.of(Footer.under(message, why, now).build(), facts, why);
  }

  private Answer unknown(Instrument instrument) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", name());
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
