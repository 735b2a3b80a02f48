package lowtide.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import lowtide.alert.AlertStore;
import lowtide.alert.DigestPlan;
import lowtide.alert.LevelMemory;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Instrument;
import lowtide.market.MarketView;

/** /digest: how everything stands, what changed, what is near; one chart. */
public final class DigestCommand implements Command {
  private static final int ALERTS_SHOWN = 5;
  private static final int ALERTS_LOOKED_AT = 200;
  private static final int DAYS_DRAWN = 60;
  private static final Set<String> PLANS = Set.of("daily", "weekly", "off");

  private final Supplier<MarketView> market;
  private final Function<MarketView, List<String>> standings;
  private final AlertStore alerts;
  private final NextCommand next;
  private final Instrument asset;
  private final Function<String, Optional<LevelMemory>> levels;
  private final Pictures pictures;
  private final DigestChoice choice;

  /**
   * @param standings a line for everything that is watched
   * @param asset whose triggers and price are shown
   */
  public DigestCommand(
      Supplier<MarketView> market,
      Function<MarketView, List<String>> standings,
      AlertStore alerts,
      NextCommand next,
      Instrument asset,
      Function<String, Optional<LevelMemory>> levels,
      Pictures pictures,
      DigestChoice choice) {
    this.choice = choice;
    this.market = market;
    this.standings = standings;
    this.alerts = alerts;
    this.next = next;
    this.asset = asset;
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
    return !request.arguments().isEmpty()
        && PLANS.contains(request.arguments().get(0).toLowerCase(Locale.ROOT));
  }

  @Override
  public Answer answer(Request request) {
    String word = String.join(" ", request.arguments()).toLowerCase(Locale.ROOT);
    if (changes(request)) {
      return plan(request);
    }
    if (!List.of("", "day", "week").contains(word)) {
      return Answer.mistake(
          "A digest looks back a day or a week, or comes daily or weekly; not "
              + CommandDesk.shortened(word),
          "/digest daily 08:00");
    }
    return Answer.of(message(Duration.ofDays(word.equals("week") ? 7 : 1)), Map.of());
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
  public Message message(Duration span) {
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
    told(message, view.at().minus(span), week);
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
    return message.footer("Informational, not advice.").build();
  }

  private void told(Message.Builder message, Instant since, boolean week) {
    List<AlertStore.Told> told =
        alerts.latest(ALERTS_LOOKED_AT).stream().filter(one -> one.at().isAfter(since)).toList();
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
