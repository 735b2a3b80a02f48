package lowtide.command;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lowtide.alert.Footer;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.market.TradingCalendar;
import lowtide.signal.Explanation;

/** /price: the last price, where it is from and how old it is. */
public final class PriceCommand implements Command {
  private final Supplier<MarketView> market;
  private final Instruments instruments;

  public PriceCommand(Supplier<MarketView> market, Instruments instruments) {
    this.market = market;
    this.instruments = instruments;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "price",
        "The last price, its source and its age",
        List.of(
            new CommandSpec.Option(
                "asset", "Symbol, BTC if left out", false, List.copyOf(instruments.symbols()))));
  }

  @Override
  public Answer answer(Request request) {
    Instrument instrument;
    try {
      Arguments typed = Arguments.parse(request.arguments(), instruments, 1, "/price BTC");
      instrument =
          typed.instruments().isEmpty()
              ? instruments.all().iterator().next()
              : typed.instruments().get(0);
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
    MarketView view = market.get();
    return view.quote(instrument)
        .map(quote -> answer(quote, view.at()))
        .orElseGet(() -> nothing(instrument));
  }

  private static Answer answer(Quote quote, Instant now) {
    Instrument instrument = quote.instrument();
    Optional<String> closed = closed(instrument, now);
    // A last price of a closed market is as new as one can be.
    boolean stale = quote.isStale(now) && closed.isEmpty();
    List<String> flags =
        closed.isPresent() ? List.of("CLOSED") : stale ? List.of("STALE") : List.of();
    Message.Builder message =
        Message.titled("%s %s".formatted(instrument.symbol(), Words.price(quote.price())))
            .tone(stale ? Message.Tone.WARNING : Message.Tone.NEUTRAL)
            .line(instrument.name());
    closed.ifPresent(message::line);
    if (stale) {
      message.line("This price is stale: no alert is based on it.");
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "price");
    facts.put("instrument", instrument.symbol());
    facts.put("price", quote.price());
    facts.put("asOf", quote.time().toString());
    facts.put("ageSeconds", quote.age(now).toSeconds());
    facts.put("source", quote.source());
    facts.put("flags", flags);
    Explanation why =
        Explanation.of("%s price".formatted(instrument.symbol()))
            .formula("The last price that the source told, by its own clock.")
            .input("price", quote.price())
            .parameter("fresh for", Words.span(quote.freshFor()))
            .sample("one price")
            .sources(quote.source())
            .asOf(quote.time())
            .flags(flags)
            .build();
    return Answer.of(Footer.under(message, why, now).build(), facts, why);
  }

  private static Optional<String> closed(Instrument instrument, Instant now) {
    return instrument.kind() == Instrument.Kind.CRYPTO || TradingCalendar.NEW_YORK.isOpen(now)
        ? Optional.empty()
        : Optional.of("The New York market is closed.");
  }

  private static Answer nothing(Instrument instrument) {
    Message message =
        Message.titled("No price of %s is known yet".formatted(instrument.symbol()))
            .tone(Message.Tone.WARNING)
            .line(new Message.Plain("What the sources say: "), new Message.Code("/status"))
            .build();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "price");
    facts.put("instrument", instrument.symbol());
    facts.put("price", null);
    facts.put("flags", List.of("UNKNOWN"));
    return Answer.of(message, facts);
  }
}
