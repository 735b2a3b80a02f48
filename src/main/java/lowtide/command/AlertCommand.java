package lowtide.command;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lowtide.alert.Condition;
import lowtide.alert.ConditionReader;
import lowtide.alert.Mistyped;
import lowtide.alert.OwnDesk;
import lowtide.alert.OwnLimits;
import lowtide.alert.OwnRule;
import lowtide.alert.OwnRules;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;

/**
 * /alert: a rule of the chat's own. Nothing is kept before who asks has seen how often it would
 * have fired.
 */
public final class AlertCommand implements Command {
  private static final String EXAMPLE = "/alert BTC < 112000";
  private static final List<String> EXAMPLES =
      List.of(
          EXAMPLE,
          "/alert BTC +5% 24h",
          "/alert corr BTC PSCT > 0.6",
          "/alert phase",
          "/alert ETH > 5k once for 30d");

  private final OwnRules stored;
  private final OwnDesk desk;
  private final ConditionReader reader;
  private final OwnLimits limits;
  private final Supplier<MarketView> market;
  private final Clock wallClock;

  public AlertCommand(
      OwnRules stored,
      OwnDesk desk,
      ConditionReader reader,
      OwnLimits limits,
      Supplier<MarketView> market,
      Clock wallClock) {
    this.stored = stored;
    this.desk = desk;
    this.reader = reader;
    this.limits = limits;
    this.market = market;
    this.wallClock = wallClock;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "alert",
            "An alert of your own; shows how often it would have fired before you save it",
            List.of(
                CommandSpec.Option.suggesting(
                    "condition",
                    "BTC < 112000, BTC +5% 24h, corr BTC PSCT > 0.6, phase; once, for 30d",
                    List.of(
                        "BTC < 112000",
                        "BTC > 125000 once",
                        "BTC +5% 24h",
                        "BTC -5% 24h",
                        "corr BTC PSCT > 0.6",
                        "phase"))),
            false)
        .changing();
  }

  @Override
  public boolean changes(Request request) {
    return isSaving(request);
  }

  private static boolean isSaving(Request request) {
    return !request.arguments().isEmpty() && request.arguments().get(0).equalsIgnoreCase("save");
  }

  @Override
  public Answer answer(Request request) {
    boolean saving = isSaving(request);
    List<String> words =
        saving ? request.arguments().subList(1, request.arguments().size()) : request.arguments();
    if (words.isEmpty()) {
      return help();
    }
    MarketView view = market.get();
    AlertWish wish;
    Condition condition;
    String ending = "";
    try {
      wish = AlertWish.of(String.join(" ", words), wallClock);
      ending = wish.ending();
      condition = reader.read(wish.condition(), prices(view));
    } catch (Arguments.Mistake mistake) {
      return mistake.answer();
    } catch (Mistyped wrong) {
      return mistake(wrong, "/alert ", ending, EXAMPLE);
    }
    return refusal(request, condition)
        .orElseGet(
            () ->
                saving
                    ? save(request, condition, wish, view)
                    : AlertPreview.of(condition, wish, desk, view));
  }

  static Function<Instrument, Optional<BigDecimal>> prices(MarketView view) {
    return instrument -> view.quote(instrument).map(Quote::price);
  }

  /**
   * @param before what stands in front of the condition
   * @param ending what stands behind it
   * @param example where it is not known what was meant
   */
  static Answer mistake(Mistyped wrong, String before, String ending, String example) {
    return wrong.corrections().isEmpty()
        ? Answer.mistake(wrong.problem(), example)
        : Answer.corrected(
            wrong.problem(),
            wrong.corrections().stream().map(text -> before + text + ending).toList());
  }

  private static Answer help() {
    Message.Builder message =
        Message.titled("An alert of your own")
            .line("Type what you want to be told; I show how often it would have fired first.");
    EXAMPLES.forEach(example -> message.line(new Message.Code(example)));
    message.line(new Message.Plain("What there is: "), new Message.Code("/alerts"));
    EXAMPLES.stream().limit(3).forEach(example -> message.button(example, example.substring(1)));
    return Answer.of(message.button("Alerts of this chat", "alerts").build());
  }

  private Optional<Answer> refusal(Request request, Condition condition) {
    List<OwnRule> own = stored.of(request.chat());
    for (OwnRule known : own) {
      if (known.condition().equals(condition.written())) {
        return Optional.of(
            Answer.mistake(
                "Alert %d of this chat is that already: %s"
                    .formatted(known.id(), known.condition()),
                "/alerts"));
      }
    }
    if (own.size() >= limits.perChat()) {
      return Optional.of(
          Answer.mistake(
              "This chat has %s already, the most there may be"
                  .formatted(Words.count(own.size(), "alert")),
              own.isEmpty() ? "/alerts" : "/alerts delete " + own.get(0).id()));
    }
    int byUser = stored.count(request.chat().platform(), request.userId());
    if (byUser >= limits.perUser()) {
      return Optional.of(
          Answer.mistake(
              "You have made %s in all chats, the most that one may make"
                  .formatted(Words.count(byUser, "alert")),
              "/alerts"));
    }
    return stored.count() >= limits.all()
        ? Optional.of(
            Answer.mistake("There is no room for more alerts in this bot", "/subscribe levels"))
        : Optional.empty();
  }

  private Answer save(Request request, Condition condition, AlertWish wish, MarketView view) {
    Instant ends = wish.ends(wallClock.instant());
    boolean once = Boolean.TRUE.equals(wish.once());
    String written = condition.written();
    long id = stored.add(request.chat(), request.userId(), written, once, ends);
    Message.Builder message =
        Message.titled("Alert %d is set: %s".formatted(id, written))
            .line(once ? "It ends when it has fired." : "It fires every time it comes true anew.");
    if (ends != null) {
      message.line(
          new Message.Plain("It ends at "), new Message.Moment(ends), new Message.Plain("."));
    }
    AlertPreview.beyond(condition, view).ifPresent(message::line);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", id);
    facts.put("condition", written);
    return Answer.of(
        message
            .line(
                new Message.Plain("To change it: "),
                new Message.Code("/alerts edit " + id),
                new Message.Plain(" or "),
                new Message.Code("/alerts delete " + id))
            .button("Undo", "alerts delete " + id)
            .button("Change", "alerts edit " + id)
            .build(),
        facts);
  }
}
