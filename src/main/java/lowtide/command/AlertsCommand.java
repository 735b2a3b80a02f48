package lowtide.command;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lowtide.alert.Condition;
import lowtide.alert.ConditionReader;
import lowtide.alert.Mistyped;
import lowtide.alert.OwnRule;
import lowtide.alert.OwnRules;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.MarketView;
import lowtide.market.Symbols;

/** /alerts: the rules of the chat's own. */
public final class AlertsCommand implements Command {
  private static final List<String> VERBS = List.of("edit", "delete", "pause", "resume");

  /** What people type for them. */
  private static final Map<String, String> MEANT =
      Map.of(
          "remove", "delete", "del", "delete", "rm", "delete", "stop", "pause", "start", "resume",
          "change", "edit");

  private final OwnRules stored;
  private final ConditionReader reader;
  private final Supplier<MarketView> market;
  private final Clock wallClock;

  /**
   * @param market as it stands now
   */
  public AlertsCommand(
      OwnRules stored, ConditionReader reader, Supplier<MarketView> market, Clock wallClock) {
    this.stored = stored;
    this.reader = reader;
    this.market = market;
    this.wallClock = wallClock;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "alerts",
            "The alerts of this chat's own; edit, delete, pause or resume one by its number",
            List.of(
                new CommandSpec.Option(
                    "change",
                    "delete 3, pause 3, resume 3 or edit 3 BTC < 112000",
                    false,
                    List.of())),
            true)
        .changing();
  }

  @Override
  public boolean changes(Request request) {
    return !request.arguments().isEmpty() && !request.arguments().get(0).equals("from");
  }

  @Override
  public Answer answer(Request request) {
    List<String> words = new ArrayList<>(request.arguments());
    boolean here = !words.isEmpty() && words.get(words.size() - 1).equals(AlertPage.HERE);
    if (here) {
      words.remove(words.size() - 1);
    }
    List<OwnRule> own = stored.of(request.chat());
    if (words.isEmpty()) {
      return list("Alerts of this chat's own", own, 0);
    }
    String typed = words.get(0).toLowerCase(Locale.ROOT);
    String verb = MEANT.getOrDefault(typed, typed);
    if (verb.equals("from") && words.size() == 2 && words.get(1).matches("[0-9]{1,6}")) {
      return list("Alerts of this chat's own", own, Integer.parseInt(words.get(1)) - 1);
    }
    if (!VERBS.contains(verb)) {
      String near = Symbols.nearest(verb, VERBS).orElse("delete");
      return Answer.mistake(
          "That is no change I know: " + CommandDesk.shortened(String.join(" ", words)),
          "/alerts %s %d".formatted(near, own.isEmpty() ? 3 : own.get(0).id()));
    }
    Optional<OwnRule> one =
        words.size() < 2 || !words.get(1).matches("#?[0-9]{1,18}")
            ? Optional.empty()
            : own.stream()
                .filter(rule -> rule.id() == Long.parseLong(words.get(1).replace("#", "")))
                .findFirst();
    if (one.isEmpty()) {
      return noSuch(words, verb, own);
    }
    if (verb.equals("edit")) {
      return words.size() == 2
          ? Answer.of(AlertPage.one(one.get(), reader, wallClock.instant()))
          : edit(request, one.get(), String.join(" ", words.subList(2, words.size())), here);
    }
    if (words.size() > 2) {
      return Answer.mistake(
          "That is no change I know: " + CommandDesk.shortened(String.join(" ", words)),
          "/alerts %s %d".formatted(verb, one.get().id()));
    }
    return done(request, one.get(), verb, here);
  }

  private static Answer noSuch(List<String> words, String verb, List<OwnRule> own) {
    if (own.isEmpty()) {
      return Answer.mistake("This chat has no alerts of its own", "/alert BTC < 112000");
    }
    return Answer.mistake(
        words.size() < 2
            ? "The number of an alert is missing"
            : "This chat has no alert " + CommandDesk.shortened(words.get(1)),
        "/alerts %s %d".formatted(verb, own.get(0).id()));
  }

  /**
   * @param here whether the list is shown again in the place of the old one
   */
  private Answer done(Request request, OwnRule one, String verb, boolean here) {
    long id = one.id();
    switch (verb) {
      case "delete" -> stored.remove(request.chat(), id);
      case "pause" -> stored.pause(request.chat(), id, true);
      default -> stored.pause(request.chat(), id, false);
    }
    String title =
        switch (verb) {
          case "delete" -> "Alert %d is deleted".formatted(id);
          case "pause" -> "Alert %d rests".formatted(id);
          default -> "Alert %d goes on".formatted(id);
        };
    String again = "alert save " + AlertWish.of(one, wallClock.instant());
    if (here) {
      Answer list = list(title, stored.of(request.chat()), 0);
      List<Message.Button> buttons = new ArrayList<>(list.message().buttons());
      if (verb.equals("delete")) {
        buttons.add(new Message.Button("Undo", again));
      }
      return Answer.of(list.message().withButtons(buttons), Map.of("id", id));
    }
    Message.Builder message =
        Message.titled(title)
            .line(new Message.Plain("What there is: "), new Message.Code("/alerts"));
    switch (verb) {
      case "delete" -> message.button("Undo", again);
      case "pause" -> message.button("Resume", "alerts resume " + id);
      default -> message.button("Pause", "alerts pause " + id);
    }
    return Answer.of(message.build(), Map.of("id", id));
  }

  /** It keeps its number; what it counted and remembered was another's. */
  private Answer edit(Request request, OwnRule old, String typed, boolean here) {
    String before = "/alerts edit %d ".formatted(old.id());
    String written;
    AlertWish wish;
    String ending = "";
    try {
      wish = AlertWish.of(typed, wallClock);
      ending = wish.ending();
      Condition condition = reader.read(wish.condition(), AlertCommand.prices(market.get()));
      written = condition.written();
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    } catch (Mistyped wrong) {
      return AlertCommand.mistake(wrong, before, ending, before + "BTC < 112000");
    }
    Instant now = wallClock.instant();
    boolean once = wish.once() == null ? old.once() : wish.once();
    Instant ends = wish.span() == null ? old.expiresAt() : wish.ends(now);
    stored.change(request.chat(), old.id(), written, once, ends);
    Map<String, Object> facts = Map.of("id", old.id());
    if (here) {
      return stored.of(request.chat()).stream()
          .filter(rule -> rule.id() == old.id())
          .findFirst()
          .map(rule -> Answer.of(AlertPage.one(rule, reader, now), facts))
          .orElseGet(() -> noSuch(List.of("edit", "" + old.id()), "edit", List.of(old)));
    }
    return Answer.of(
        Message.titled("Alert %d is now: %s".formatted(old.id(), written))
            .line("It was: " + old.condition())
            .line(new Message.Plain("What there is: "), new Message.Code("/alerts"))
            .button("Undo", before.substring(1) + AlertWish.whole(old, now))
            .button("Change", "alerts edit " + old.id())
            .build(),
        facts);
  }

  private Answer list(String title, List<OwnRule> own, int first) {
    if (own.isEmpty()) {
      return Answer.of(
          Message.titled(title.startsWith("Alert ") ? title : "This chat has no alerts of its own")
              .inPlace()
              .button("Settings", "settings")
              .line(new Message.Plain("To make one: "), new Message.Code("/alert BTC < 112000"))
              .build());
    }
    return Answer.of(AlertPage.list(title, own, first, wallClock.instant()).build());
  }
}
