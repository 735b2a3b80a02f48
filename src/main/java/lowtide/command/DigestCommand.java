package lowtide.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lowtide.alert.AlertStore;
import lowtide.alert.DigestPlan;
import lowtide.alert.LevelMemory;
import lowtide.alert.Sources;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.Explanation;

/** /digest: how everything stands, what changed, what is near; one chart. */
public final class DigestCommand implements Command {
  private static final int ALERTS_SHOWN = 5;
  private static final int ALERTS_LOOKED_AT = 200;
  private static final int DAYS_DRAWN = 60;

  private final Supplier<MarketView> market;
  private final Function<MarketView, List<String>> standings;
  private final AlertStore alerts;
  private final NextCommand next;
  private final Instrument asset;
  private final List<Instrument> instruments;
  private final Function<String, Optional<LevelMemory>> levels;
  private final Pictures pictures;
  private final DigestChoice choice;

  /**
   * @param standings a line for everything that is watched
   * @param asset whose triggers and price are shown
   * @param instruments all that are watched
   */
  public DigestCommand(
      Supplier<MarketView> market,
      Function<MarketView, List<String>> standings,
      AlertStore alerts,
      NextCommand next,
      Instrument asset,
      List<Instrument> instruments,
      Function<String, Optional<LevelMemory>> levels,
      Pictures pictures,
      DigestChoice choice) {
    this.choice = choice;
    this.market = market;
    this.standings = standings;
    this.alerts = alerts;
    this.next = next;
    this.asset = asset;
    this.instruments = List.copyOf(instruments);
    this.levels = levels;
    this.pictures = pictures;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "digest",
            "How everything stands, what changed, what is near; now, daily or weekly",
            List.of(
                CommandSpec.Option.suggesting(
                    "span",
                    "day or week to look back; daily 08:00, weekly mon 08:00, off for when it comes",
                    List.of("day", "week", "daily 08:00", "weekly mon 08:00", "off"))))
        .changing();
  }

  @Override
  public boolean changes(Request request) {
    return DigestChoice.isPlan(request.arguments());
  }

  @Override
  public Answer answer(Request request) {
    String word = String.join(" ", request.arguments()).toLowerCase(Locale.ROOT);
    if (changes(request)) {
      return plan(request);
    }
    if (!List.of("", "day", "week", "today", "now").contains(word)) {
      return Answer.mistake(
          "A digest looks back a day or a week, or comes daily or weekly; not "
              + CommandDesk.shortened(word),
          "/digest daily 08:00");
    }
    return digest(Duration.ofDays(word.equals("week") ? 7 : 1));
  }

  private Answer plan(Request request) {
    Optional<String> before = choice.of(request.chat()).map(DigestPlan::toString);
    Optional<String> problem = choice.choose(request.chat(), request.arguments());
    if (problem.isPresent()) {
      return Answer.mistake(problem.get(), "/digest daily 08:00");
    }
    String now = choice.of(request.chat()).map(DigestPlan::toString).orElse("off");
    return Answer.of(
        Message.titled(
                now.equals("off")
                    ? "No digest comes here by itself now"
                    : "A digest comes here " + now)
            .line(new Message.Plain("To see one now: "), new Message.Code("/digest"))
            .button("Undo", "digest " + before.orElse("off"))
            .build(),
        Map.of("digest", now));
  }

  /** Of now. */
  Answer digest(Duration span) {
    MarketView view = market.get();
    List<String> lines = standings.apply(view);
    boolean week = span.toDays() >= 7;
    Message.Builder message =
        Message.titled(
            "%s: %s"
                .formatted(
                    week ? "This week" : "Today",
                    lines.isEmpty() ? "nothing is watched" : lines.get(0)));
    lines.stream().skip(1).forEach(message::line);
    List<AlertStore.Told> told = told(view.at().minus(span));
    changes(message, told, week);
    List<Trigger> near = new ArrayList<>();
    for (List<Trigger> signal : next.armed(view, asset)) {
      signal.stream().findFirst().ifPresent(near::add);
    }
    if (!near.isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("Next", "From now"));
      near.forEach(one -> rows.add(List.of(one.event(), one.distance())));
      message.table(rows);
    }
    message.line(new Message.Plain("As of "), new Message.Moment(view.at()));
    int days = Math.min(DAYS_DRAWN, view.daily(asset).size());
    if (days > 1) {
      message.picture(
          pictures.draw(
              "digest-" + asset.symbol(),
              () ->
                  PricePicture.of(
                      asset,
                      days,
                      levels
                          .apply(asset.symbol())
                          .map(memory -> memory.levels().levels())
                          .orElse(List.of()),
                      view)));
    }
    return Answer.of(
        message.footer("Informational, not advice.").build(),
        Map.of("command", "digest", "asOf", view.at().toString()),
        why(view, lines.size(), told.size(), near, week));
  }

  private Explanation why(
      MarketView view, int watched, int changes, List<Trigger> near, boolean week) {
    Optional<Quote> quote = view.quote(asset);
    Explanation.Builder why =
        Explanation.of(week ? "Digest of a week" : "Digest of a day")
            .formula(
                "What each alert remembers, at the last price; the alerts made since then; and of"
                    + " each signal the border that is nearest to %s.".formatted(asset.symbol()))
            .parameter("Days looked back", week ? 7 : 1)
            .sample(
                "%d watched, %s, %d armed"
                    .formatted(watched, Words.count(changes, "alert"), near.size()))
            .sources(Sources.of(view, instruments.toArray(Instrument[]::new)))
            .asOf(quote.map(Quote::time).orElse(view.at()))
            .flags(quote.map(known -> known.flags(view.at())).orElse(List.of()));
    quote.ifPresent(
        known -> {
          why.input(
              asset.symbol(),
              "%s, %s old".formatted(Words.price(known.price()), Words.span(known.age(view.at()))));
        });
    near.forEach(one -> why.input(one.event(), one.distance()));
    return why.build();
  }

  private List<AlertStore.Told> told(Instant since) {
    return alerts.latest(ALERTS_LOOKED_AT).stream().filter(one -> one.at().isAfter(since)).toList();
  }

  private static void changes(Message.Builder message, List<AlertStore.Told> told, boolean week) {
    if (told.isEmpty()) {
      message.line(week ? "Nothing changed this week." : "Nothing changed in the last day.");
      return;
    }
    for (AlertStore.Told one : told.subList(0, Math.min(ALERTS_SHOWN, told.size()))) {
      message.line(
          new Message.Plain("Changed: " + one.title() + ", "), new Message.Moment(one.at()));
    }
    if (told.size() > ALERTS_SHOWN) {
      message.line("And %d more.".formatted(told.size() - ALERTS_SHOWN));
    }
  }
}
