package lowtide.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lowtide.alert.Footer;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketHours;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.Explanation;

/** /price: the last price, where it is from and how old it is. */
public final class PriceCommand implements Command {
  /** Said wherever such a price is shown. */
  private static final String ONE_VENUE = "Only one venue is fresh: no level alert is based on it.";

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
        .map(quote -> answer(quote, view))
        .orElseGet(() -> nothing(instrument));
  }

  private static Answer answer(Quote quote, MarketView view) {
    Instant now = view.at();
    Instrument instrument = quote.instrument();
    boolean equity = instrument.kind() == Instrument.Kind.EQUITY;
    MarketHours hours = new MarketHours(now);
    boolean closed = equity && !hours.isOpen();
    // A last price of a closed market is as new as one can be.
    boolean stale = quote.isStale(now) && !closed;
    List<String> flags = new ArrayList<>();
    Message.Builder message =
        Message.titled("%s %s".formatted(instrument.symbol(), Words.price(quote.price())))
            .tone(stale || !quote.isVouchedFor() ? Message.Tone.WARNING : Message.Tone.NEUTRAL)
            .line(instrument.name());
    if (equity) {
      message.line(hours.words());
      hours.trouble(view.daily(instrument)).ifPresent(message::line);
    }
    if (closed) {
      flags.add("CLOSED");
    } else if (stale) {
      flags.add("STALE");
      message.line("This price is stale: no alert is based on it.");
    } else if (!quote.isVouchedFor()) {
      flags.add("ONE_VENUE");
      message.line(ONE_VENUE);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "price");
    facts.put("instrument", instrument.symbol());
    facts.put("price", quote.price());
    facts.put("asOf", quote.time().toString());
    facts.put("ageSeconds", quote.age(now).toSeconds());
    facts.put("source", quote.source());
    quote
        .consensus()
        .ifPresent(
            consensus -> {
              message.table(VenueRows.table(consensus, now));
              facts.put("spread", Double.isNaN(consensus.spread()) ? null : consensus.spread());
              facts.put("venues", VenueRows.facts(consensus));
            });
    facts.put("flags", flags);
    Explanation.Builder why =
        Explanation.of("%s price".formatted(instrument.symbol()))
            .formula(
                quote.consensus().isPresent()
                    ? "The median of the venues' last prices, without those older than "
                        + Words.span(quote.freshFor())
                        + " or more than 5 % off it."
                    : "The last price that the source told, by its own clock.")
            .input("price", quote.price())
            .parameter("fresh for", Words.span(quote.freshFor()))
            .sample(
                quote
                    .consensus()
                    .map(
                        consensus ->
                            "%d of %d venues".formatted(consensus.used().size(), consensus.size()))
                    .orElse("one price"))
            .sources(quote.source())
            .asOf(quote.time())
            .flags(flags);
    quote
        .consensus()
        .ifPresent(
            consensus ->
                consensus
                    .leftOut()
                    .forEach(
                        out ->
                            why.input(
                                "left out: " + out.quote().source(),
                                "%s, %s".formatted(out.quote().price(), out.reason().words()))));
    Explanation explanation = why.build();
    return Answer.of(Footer.under(message, explanation, now).build(), facts, explanation);
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

  /** Says under what rests on a last price why nothing is told by it, if so. */
  static void doubt(Message.Builder message, List<String> flags) {
    if (flags.contains("STALE")) {
      message.line("STALE: no alert is based on a price this old.");
    } else if (flags.contains("ONE_VENUE")) {
      message.line(ONE_VENUE);
    }
  }
}
