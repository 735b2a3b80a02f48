package lowtide.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.AlignedReturns;
import lowtide.signal.Allocation;
import lowtide.signal.AllocationSettings;
import lowtide.signal.SignalEngine;

/** /alloc: what a sleeve of gold and a coin would have done to a portfolio. */
public final class AllocCommand implements Command {
  private final Supplier<MarketView> market;
  private final Instruments instruments;
  private final AllocationSettings settings;
  private final SignalEngine engine;
  private final Pictures pictures;

  public AllocCommand(
      Supplier<MarketView> market,
      Instruments instruments,
      AllocationSettings settings,
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
        "alloc",
        "What a sleeve of gold and Bitcoin would have done to a portfolio",
        List.of(
            CommandSpec.Option.named("stock", "Percent, 60 if left out"),
            CommandSpec.Option.named("bond", "Percent, 40 if left out"),
            CommandSpec.Option.named(
                "sleeve",
                "Percent of gold and coin, %.0f if left out".formatted(settings.capPercent()))));
  }

  @Override
  public Answer answer(Request request) {
    try {
      return answer(AllocRequest.parse(request.arguments(), settings.capPercent()));
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    }
  }

  private Answer answer(AllocRequest asked) {
    MarketView view = market.get();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "alloc");
    facts.put("stock", asked.stock());
    facts.put("bond", asked.bond());
    facts.put("sleeve", asked.sleeve());
    Optional<Instrument> stock = known(settings.stock(), view);
    Optional<Instrument> gold = known(settings.gold(), view);
    Optional<Instrument> coin = known(settings.coin(), view);
    Optional<Instrument> bond = known(settings.bond(), view);
    List<Allocation> tables = new ArrayList<>();
    boolean isAsync = false;
    boolean isAllCash = asked.stock() == 0 && (asked.bond() == 0 || bond.isEmpty());
    if (stock.isPresent() && gold.isPresent() && coin.isPresent() && !isAllCash) {
      AlignedReturns returns = engine.aligned(view, stock.get(), bond, gold.get(), coin.get());
      isAsync =
          CorrParts.isAsync(engine.pairs(view, coin.get(), stock.get()), settings.starts().get(0));
      for (LocalDate start : settings.starts()) {
        Allocation.of(returns, start, asked.stock() / 100, asked.bond() / 100, asked.sleeve() / 100)
            .filter(table -> tables.stream().noneMatch(other -> other.from().equals(table.from())))
            .ifPresent(tables::add);
      }
    }
    if (tables.isEmpty()) {
      return unknown(facts);
    }
    List<String> flags = new ArrayList<>();
    if (bond.isEmpty() && asked.bond() > 0) {
      flags.add(AllocAnswer.BOND_AS_CASH);
    }
    if (isAsync) {
      flags.add("ASYNC");
    }
    return new AllocAnswer(asked, tables, flags, settings, instruments, view).with(pictures, facts);
  }

  private Optional<Instrument> known(String symbol, MarketView view) {
    return instruments.find(symbol).filter(instrument -> view.daily(instrument).size() > 1);
  }

  private Answer unknown(Map<String, Object> facts) {
    facts.put("tables", List.of());
    facts.put("flags", List.of("UNKNOWN"));
    String reason =
        "needs %d sessions of %s, %s and %s, and 60 more, and a part that is not cash (%s counts where its prices are known)"
            .formatted(
                Allocation.TRAILING,
                settings.stock(),
                settings.gold(),
                settings.coin(),
                settings.bond());
    facts.put("reason", reason);
    return Answer.of(
        Message.titled("Portfolios: not known yet")
            .tone(Message.Tone.WARNING)
            .line("It " + reason + ".")
            .build(),
        facts);
  }
}
