package lowtide.config;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lowtide.signal.AllocationSettings;
import lowtide.signal.CorrelationSettings;
import lowtide.signal.LevelSettings;
import lowtide.signal.PhaseSettings;
import lowtide.signal.SeasonSettings;
import lowtide.signal.SetupSettings;
import lowtide.signal.SignalSettings;

/** The sections of the signals: one method each. What is absent takes its default. */
final class SignalReader {
  private final Section top;

  SignalReader(Section top) {
    this.top = top;
  }

  SignalSettings read() {
    CorrelationSettings correlation = new CorrelationReader(top).read();
    String usual = correlation.assets().isEmpty() ? "BTC" : correlation.assets().get(0);
    return new SignalSettings(
        correlation, levels(), phase(), setup(usual), season(usual), allocation());
  }

  private List<LevelSettings> levels() {
    Section section = top.section("levels");
    Section watch = section.section("watch");
    Section targets = section.section("targets");
    double approach = section.value("approachPercent", 1.0, "1", Scalars::number);
    double approachRearm = section.value("approachRearmPercent", 2.0, "2", Scalars::number);
    double rearm = section.value("rearmPercent", 0.5, "0.5", Scalars::number);
    double atr = section.value("rearmAtrFraction", 0.25, "0.25", Scalars::number);
    section.has("cooldown");
    section.has("repeat");
    section.end();
    List<LevelSettings> levels = new ArrayList<>();
    Set<String> symbols = new LinkedHashSet<>(watch.keys());
    symbols.addAll(targets.keys());
    for (String symbol : symbols) {
      List<BigDecimal> down =
          watch.list(symbol, "116000", Scalars::positivePrice).orElse(List.of());
      List<BigDecimal> up =
          targets.list(symbol, "125000", Scalars::positivePrice).orElse(List.of());
      section
          .make(
              () -> new LevelSettings(symbol, down, up, approach, approachRearm, rearm, atr),
              "watch: {BTC: [119000, 116000]}")
          .ifPresent(levels::add);
    }
    return levels;
  }

  private PhaseSettings phase() {
    Section section = top.section("phase");
    PhaseSettings usual = PhaseSettings.DEFAULT;
    Section low = section.section("low");
    Section high = section.section("high");
    String instrument = section.value("instrument", usual.instrument(), "BTC", text -> text);
    double lowEnter = low.value("enter", usual.lowEnter(), "35", Scalars::number);
    double lowLeave = low.value("leave", usual.lowLeave(), "42", Scalars::number);
    double highEnter = high.value("enter", usual.highEnter(), "65", Scalars::number);
    double highLeave = high.value("leave", usual.highLeave(), "58", Scalars::number);
    int confirm = section.value("confirmDays", usual.confirmationDays(), "2", Scalars::wholeNumber);
    int dwell = section.value("dwellDays", usual.dwellDays(), "7", Scalars::wholeNumber);
    Optional<String> mvrv = section.optional("mvrv", "MVRV", text -> text);
    low.end();
    high.end();
    section.end();
    return section
        .make(
            () ->
                new PhaseSettings(
                    instrument,
                    lowEnter,
                    lowLeave,
                    highEnter,
                    highLeave,
                    confirm,
                    dwell,
                    mvrv.orElse(null)),
            "phase: {low: {enter: 35, leave: 42}, high: {enter: 65, leave: 58}}")
        .orElse(usual);
  }

  private SetupSettings setup(String usualInstrument) {
    Section section = top.section("setup");
    SetupSettings usual = SetupSettings.of(usualInstrument);
    Section drawdown = section.section("drawdown");
    Section pullback = section.section("pullback");
    String instrument = section.value("instrument", usual.instrument(), "BTC", text -> text);
    double drawdownFrom = drawdown.value("from", usual.drawdownFrom(), "5", Scalars::number);
    double drawdownTo = drawdown.value("to", usual.drawdownTo(), "20", Scalars::number);
    double pullbackFrom = pullback.value("from", usual.pullbackFrom(), "1", Scalars::number);
    double pullbackTo = pullback.value("to", usual.pullbackTo(), "3", Scalars::number);
    double rsi = section.value("rsiAtMost", usual.rsiAtMost(), "40", Scalars::number);
    double volume = section.value("volumeRatio", usual.volumeRatio(), "1.2", Scalars::number);
    double rank = section.value("volatilityBelow", usual.volatilityBelow(), "70", Scalars::number);
    int more = section.value("more", usual.more(), "5", Scalars::wholeNumber);
    int mixed = section.value("mixed", usual.mixed(), "3", Scalars::wholeNumber);
    int confirm = section.value("confirmDays", usual.confirmationDays(), "2", Scalars::wholeNumber);
    drawdown.end();
    pullback.end();
    section.end();
    return section
        .make(
            () ->
                new SetupSettings(
                    instrument,
                    drawdownFrom,
                    drawdownTo,
                    pullbackFrom,
                    pullbackTo,
                    rsi,
                    volume,
                    rank,
                    more,
                    mixed,
                    confirm),
            "setup: {drawdown: {from: 5, to: 20}, rsiAtMost: 40, more: 5, mixed: 3}")
        .orElse(usual);
  }

  private SeasonSettings season(String usual) {
    Section section = top.section("season");
    String instrument = section.value("instrument", usual, "BTC", text -> text);
    SeasonSettings absent = SeasonSettings.of(instrument);
    LocalDate since = section.value("since", absent.since(), "2014-01-01", Times::day);
    double band = section.value("bandPercent", absent.bandPercent(), "80", Scalars::number);
    int volatility =
        section.value("volatilityDays", absent.volatilityDays(), "180", Scalars::wholeNumber);
    section.end();
    return section
        .make(
            () -> new SeasonSettings(instrument, since, band, volatility),
            "season: {instrument: BTC, since: 2014-01-01, bandPercent: 80, volatilityDays: 180}")
        .orElse(absent);
  }

  private AllocationSettings allocation() {
    Section section = top.section("allocation");
    AllocationSettings usual = AllocationSettings.DEFAULT;
    String stock = section.value("stock", usual.stock(), "SPY", text -> text);
    String bond = section.value("bond", usual.bond(), "TLT", text -> text);
    String gold = section.value("gold", usual.gold(), "GLD", text -> text);
    String coin = section.value("coin", usual.coin(), "BTC", text -> text);
    double cap = section.value("capPercent", usual.capPercent(), "15", Scalars::number);
    List<LocalDate> starts =
        section.list("starts", "2015-01-01", Times::day).orElse(usual.starts());
    section.end();
    return section
        .make(
            () -> new AllocationSettings(stock, bond, gold, coin, cap, starts),
            "starts: [2015-01-01, 2018-01-01] with capPercent: 15")
        .orElse(usual);
  }
}
