package lowtide.command;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lowtide.alert.Alert;
import lowtide.alert.Backtest;
import lowtide.alert.Condition;
import lowtide.alert.ConditionReader;
import lowtide.alert.OwnDesk;
import lowtide.alert.OwnLimits;
import lowtide.alert.OwnRule;
import lowtide.alert.OwnRules;
import lowtide.alert.Rule;
import lowtide.alert.Sources;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.signal.Direction;
import lowtide.signal.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * /alert: a rule of the chat's own. Nothing is kept before who asks has seen how often it would
 * have fired.
 */
public final class AlertCommand implements Command {
  private static final String EXAMPLE = "/alert BTC < 112000";
  private static final List<String> EXAMPLES =
      List.of(
          "/alert BTC < 112000",
          "/alert BTC +5% 24h",
          "/alert corr BTC PSCT > 0.6",
          "/alert phase",
          "/alert ETH > 5k once for 30d");
  private static final Duration BACK = Duration.ofDays(365);
  private static final int SHOWN = 3;
  private static final Pattern FOR =
      Pattern.compile("(.*) for ([0-9]{1,4}) ?(h|d|w)", Pattern.CASE_INSENSITIVE);
  private static final Duration LONGEST = Duration.ofDays(3_650);

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

  /** What was typed: the condition, and how long it is to last. */
  private record Wish(Condition condition, boolean once, @Nullable Duration span) {
    String written() {
      return condition.written()
          + (once ? " once" : "")
          + (span == null ? "" : " for %dh".formatted(span.toHours()));
    }
  }

  private Wish read(String typed) {
    String text = typed.strip().replaceAll("\\s+", " ");
    Duration span = null;
    boolean once = false;
    Matcher matcher = FOR.matcher(text);
    if (matcher.matches()) {
      text = matcher.group(1);
      int n = Integer.parseInt(matcher.group(2));
      span =
          switch (matcher.group(3).toLowerCase(Locale.ROOT)) {
            case "h" -> Duration.ofHours(n);
            case "d" -> Duration.ofDays(n);
            default -> Duration.ofDays(7L * n);
          };
      if (span.isZero() || span.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("An alert lasts for 1h to 3650d");
      }
    }
    if (text.toLowerCase(Locale.ROOT).endsWith(" once")) {
      once = true;
      text = text.substring(0, text.length() - " once".length());
    }
    return new Wish(reader.read(text), once, span);
  }

  @Override
  public Answer answer(Request request) {
    boolean saving = isSaving(request);
    List<String> words =
        saving ? request.arguments().subList(1, request.arguments().size()) : request.arguments();
    if (words.isEmpty()) {
      return help();
    }
    Wish wish;
    try {
      wish = read(String.join(" ", words));
    } catch (IllegalArgumentException e) {
      return Answer.mistake(String.valueOf(e.getMessage()), EXAMPLE);
    }
    Optional<Answer> refusal = refusal(request, wish);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return saving ? save(request, wish) : preview(wish);
  }

  private static Answer help() {
    Message.Builder message =
        Message.titled("An alert of your own")
            .line("Type what you want to be told; I show how often it would have fired first.");
    EXAMPLES.forEach(example -> message.line(new Message.Code(example)));
    return Answer.of(
        message.line(new Message.Plain("What there is: "), new Message.Code("/alerts")).build());
  }

  private Optional<Answer> refusal(Request request, Wish wish) {
    List<OwnRule> own = stored.of(request.chat());
    for (OwnRule known : own) {
      if (known.condition().equals(wish.condition().written())) {
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
    return stored.count() >= limits.all()
        ? Optional.of(
            Answer.mistake("There is no room for more alerts in this bot", "/subscribe levels"))
        : Optional.empty();
  }

  private Answer save(Request request, Wish wish) {
    Instant ends = wish.span() == null ? null : wallClock.instant().plus(wish.span());
    String condition = wish.condition().written();
    long id = stored.add(request.chat(), request.userId(), condition, wish.once(), ends);
    Message.Builder message =
        Message.titled("Alert %d is set: %s".formatted(id, condition))
            .line(
                wish.once()
                    ? "It ends when it has fired."
                    : "It fires every time it comes true anew.");
    if (ends != null) {
      message.line(
          new Message.Plain("It ends at "), new Message.Moment(ends), new Message.Plain("."));
    }
    beyond(wish.condition(), market.get()).ifPresent(message::line);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", id);
    facts.put("condition", condition);
    return Answer.of(
        message
            .line(
                new Message.Plain("To change it: "),
                new Message.Code("/alerts pause " + id),
                new Message.Plain(" or "),
                new Message.Code("/alerts delete " + id))
            .button("Undo", "alerts delete " + id)
            .build(),
        facts);
  }

  private Answer preview(Wish wish) {
    MarketView view = market.get();
    Condition condition = wish.condition();
    Rule rule = desk.rule("own:preview", condition);
    Backtest past = Backtest.of(rule, condition, view, BACK);
    long days = Duration.between(past.from(), past.to()).toDays();
    int fired = past.alerts().size();
    Message.Builder message =
        Message.titled(
            fired == 0
                ? "%s would not have fired in %s"
                    .formatted(condition.written(), Words.count((int) days, "day"))
                : "%s would have fired %s in %s"
                    .formatted(
                        condition.written(),
                        Words.count(fired, "time"),
                        Words.count((int) days, "day")));
    List<Alert> newest = new ArrayList<>(past.alerts());
    for (int i = newest.size() - 1; i >= Math.max(0, newest.size() - SHOWN); i--) {
      message.line(
          new Message.Moment(newest.get(i).at()),
          new Message.Plain(": " + newest.get(i).message().title()));
    }
    message.line("Now: " + rule.standing(view, null) + ".");
    beyond(condition, view).ifPresent(message::line);
    message.line(
        "Counted at the ends of bars; at work it looks at last prices too, and can be earlier.");
    String save = "/alert save " + wish.written();
    message.line(new Message.Plain("Nothing is set yet. To set it: "), new Message.Code(save));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("condition", condition.written());
    facts.put("fired", fired);
    facts.put("days", days);
    facts.put("from", past.from().toString());
    facts.put("save", save);
    message.button("Set this alert", save.substring(1));
    Explanation why =
        Explanation.of("%s: how often it would have fired".formatted(condition.written()))
            .formula(
                "The alert is shown the market as it was at the end of every bar of the last year;"
                    + " each time that it fires is counted.")
            .input("fired", fired)
            .parameter("from", past.from().toString())
            .parameter("to", past.to().toString())
            .sample(Words.count((int) days, "day"))
            .sources(Sources.of(view, condition.instruments().toArray(Instrument[]::new)))
            .asOf(past.to())
            .build();
    return Answer.of(message.footer("Informational, not advice.").build(), facts, why);
  }

  /** A price that is there already has to come back first. */
  private static Optional<String> beyond(Condition condition, MarketView view) {
    if (!(condition instanceof Condition.Price wanted)) {
      return Optional.empty();
    }
    boolean down = wanted.direction() == Direction.DOWN;
    BigDecimal price = view.quote(wanted.instrument()).map(Quote::price).orElse(null);
    if (price == null) {
      return Optional.empty();
    }
    boolean there = (down ? 1 : -1) * wanted.price().compareTo(price) > 0;
    return there
        ? Optional.of(
            "%s is %s there already (%s): it fires after it was back."
                .formatted(
                    wanted.instrument().symbol(), down ? "below" : "above", Words.price(price)))
        : Optional.empty();
  }
}
