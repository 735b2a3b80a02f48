package lowtide.command;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lowtide.alert.ConditionReader;
import lowtide.alert.OwnRule;
import lowtide.alert.OwnRules;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;

/** /alerts: the rules of the chat's own. */
public final class AlertsCommand implements Command {
  private static final Set<String> VERBS = Set.of("delete", "pause", "resume");

  /** More would hide the list. */
  private static final int WITH_BUTTONS = 6;

  private final OwnRules stored;
  private final ConditionReader reader;
  private final Clock wallClock;

  public AlertsCommand(OwnRules stored, ConditionReader reader, Clock wallClock) {
    this.stored = stored;
    this.reader = reader;
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
    return !request.arguments().isEmpty();
  }

  @Override
  public Answer answer(Request request) {
    List<String> words = request.arguments();
    if (words.isEmpty()) {
      return list(stored.of(request.chat()));
    }
    String verb = words.get(0).toLowerCase(Locale.ROOT);
    if (verb.equals("edit") && words.size() > 2 && words.get(1).matches("#?[0-9]{1,18}")) {
      return edit(
          request,
          Long.parseLong(words.get(1).replace("#", "")),
          String.join(" ", words.subList(2, words.size())));
    }
    if (words.size() != 2 || !VERBS.contains(verb) || !words.get(1).matches("#?[0-9]{1,18}")) {
      return Answer.mistake(
          "That is no change I know: " + CommandDesk.shortened(String.join(" ", words)),
          "/alerts delete 3");
    }
    long id = Long.parseLong(words.get(1).replace("#", ""));
    boolean done =
        switch (verb) {
          case "delete" -> stored.remove(request.chat(), id);
          case "pause" -> stored.pause(request.chat(), id, true);
          default -> stored.pause(request.chat(), id, false);
        };
    if (!done) {
      return Answer.mistake("This chat has no alert %d".formatted(id), "/alerts");
    }
    Message.Builder message =
        Message.titled(
                switch (verb) {
                  case "delete" -> "Alert %d is deleted".formatted(id);
                  case "pause" -> "Alert %d rests".formatted(id);
                  default -> "Alert %d goes on".formatted(id);
                })
            .line(new Message.Plain("What there is: "), new Message.Code("/alerts"));
    if (verb.equals("pause")) {
      message.button("Resume", "alerts resume " + id);
    } else if (verb.equals("resume")) {
      message.button("Pause", "alerts pause " + id);
    }
    return Answer.of(message.build(), Map.of("id", id));
  }

  /** In its place, with a new number: what it counted and remembered was another's. */
  private Answer edit(Request request, long id, String condition) {
    Optional<OwnRule> old =
        stored.of(request.chat()).stream().filter(one -> one.id() == id).findFirst();
    if (old.isEmpty()) {
      return Answer.mistake("This chat has no alert %d".formatted(id), "/alerts");
    }
    String written;
    try {
      written = reader.read(condition).written();
    } catch (IllegalArgumentException e) {
      return Answer.mistake(
          String.valueOf(e.getMessage()), "/alerts edit %d BTC < 112000".formatted(id));
    }
    long fresh =
        stored.add(
            request.chat(), request.userId(), written, old.get().once(), old.get().expiresAt());
    stored.remove(request.chat(), id);
    return Answer.of(
        Message.titled("Alert %d is now alert %d: %s".formatted(id, fresh, written))
            .line("It was: " + old.get().condition())
            .line(new Message.Plain("What there is: "), new Message.Code("/alerts"))
            .button("Undo", "alerts edit %d %s".formatted(fresh, old.get().condition()))
            .build(),
        Map.of("id", fresh));
  }

  private Answer list(List<OwnRule> own) {
    if (own.isEmpty()) {
      return Answer.of(
          Message.titled("This chat has no alerts of its own")
              .inPlace()
              .button("Settings", "settings")
              .line(new Message.Plain("To make one: "), new Message.Code("/alert BTC < 112000"))
              .build());
    }
    Instant now = wallClock.instant();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("No.", "Condition", "State", "Fired"));
    for (OwnRule one : own) {
      rows.add(List.of("" + one.id(), one.condition(), state(one, now), one.fired() + "×"));
    }
    long first = own.get(0).id();
    Message.Builder message =
        Message.titled("Alerts of this chat's own")
            .inPlace()
            .table(rows)
            .line(
                new Message.Plain("To change one: "),
                new Message.Code("/alerts pause " + first),
                new Message.Plain(", "),
                new Message.Code("/alerts resume " + first),
                new Message.Plain(", "),
                new Message.Code("/alerts edit %d BTC < 112000".formatted(first)),
                new Message.Plain(" or "),
                new Message.Code("/alerts delete " + first));
    for (OwnRule one : own.subList(0, Math.min(own.size(), WITH_BUTTONS))) {
      message
          .button(
              (one.paused() ? "Resume " : "Pause ") + one.id(),
              "alerts %s %d".formatted(one.paused() ? "resume" : "pause", one.id()))
          .button("Delete " + one.id(), "alerts delete " + one.id());
    }
    return Answer.of(message.build());
  }

  private static String state(OwnRule one, Instant now) {
    if (one.isActive(now)) {
      Instant ends = one.expiresAt();
      return (one.once() ? "once" : "on")
          + (ends == null ? "" : " to " + ends.toString().substring(0, 10));
    }
    return one.paused() ? "paused" : one.once() && one.fired() > 0 ? "done" : "ended";
  }
}
