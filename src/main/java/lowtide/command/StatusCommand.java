package lowtide.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import lowtide.alert.AlertStore;
import lowtide.alert.ChatPolicies;
import lowtide.alert.ChatPolicy;
import lowtide.alert.Outbox;
import lowtide.alert.Sources;
import lowtide.alert.Subscriptions;
import lowtide.alert.Topic;
import lowtide.chat.BotAdmins;
import lowtide.chat.ChatPlatform;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.chat.Words;
import lowtide.market.Instrument;
import lowtide.market.MarketHours;
import lowtide.market.MarketView;
import lowtide.market.PriceFeed;
import lowtide.market.Quote;
import lowtide.signal.Explanation;

/** /status: whether prices are fresh, platforms connected and alerts delivered. */
public final class StatusCommand implements Command {
  private static final int REFUSED_SHOWN = 5;

  private final Supplier<MarketView> market;
  private final PriceFeed feed;
  private final AlertStore alerts;
  private final Outbox outbox;
  private final Subscriptions subscriptions;
  private final List<ChatPlatform> platforms;
  private final Supplier<List<String>> config;
  private final ChatPolicies policies;
  private final BotAdmins admins;
  private final Clock wallClock;

  /**
   * @param config a line on the config that is in force, then its problems; empty for none
   * @param admins who is shown refused messages, in private
   */
  public StatusCommand(
      Supplier<MarketView> market,
      PriceFeed feed,
      AlertStore alerts,
      Outbox outbox,
      Subscriptions subscriptions,
      List<ChatPlatform> platforms,
      Supplier<List<String>> config,
      ChatPolicies policies,
      BotAdmins admins,
      Clock wallClock) {
    this.wallClock = wallClock;
    this.policies = policies;
    this.admins = admins;
    this.market = market;
    this.feed = feed;
    this.alerts = alerts;
    this.outbox = outbox;
    this.subscriptions = subscriptions;
    this.platforms = platforms;
    this.config = config;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "status", "Whether data, connections and alerts are in order", List.of(), true);
  }

  @Override
  public Answer answer(Request request) {
    MarketView view = market.get();
    Map<String, String> troubles = feed.troubles();
    List<List<String>> prices = new ArrayList<>();
    prices.add(List.of("Price", "Age", "Spread", "State", "Source"));
    MarketHours hours = new MarketHours(view.at());
    List<String> sessions = new ArrayList<>();
    long stale = 0;
    for (Instrument instrument : feed.instruments()) {
      Optional<Quote> quote = view.quote(instrument);
      String state = state(quote, instrument, view.at());
      stale += state.equals("stale") || state.equals("none") ? 1 : 0;
      prices.add(
          List.of(
              instrument.symbol(),
              quote.map(q -> Words.span(q.age(view.at()))).orElse("-"),
              quote.map(StatusCommand::spread).orElse("-"),
              state,
              quote.map(Quote::source).orElse("-")));
      if (instrument.kind() == Instrument.Kind.EQUITY) {
        hours.trouble(view.daily(instrument)).ifPresent(sessions::add);
      }
    }
    Outbox.Counts counts = outbox.counts();
    String owed = Words.count(counts.owed(), "message");
    Message.Builder message =
        Message.titled(
                stale == 0
                    ? "All prices are fresh%s; %s owed"
                        .formatted(troubles.isEmpty() ? "" : ", but not all sources are well", owed)
                    : "%d of %d prices are not fresh; %s owed"
                        .formatted(stale, prices.size() - 1, owed))
            .tone(stale == 0 ? Message.Tone.NEUTRAL : Message.Tone.WARNING)
            .personal()
            .table(prices);
    if (feed.instruments().stream().anyMatch(i -> i.kind() == Instrument.Kind.EQUITY)) {
      message.line(hours.words());
    }
    sessions.forEach(message::line);
    troubles.forEach((what, why) -> message.line("Trouble: " + what + ": " + why));
    for (ChatPlatform platform : platforms) {
      ChatPlatform.Health health = platform.health();
      String stands = "%s: %s, %s".formatted(platform.name(), health.state(), health.detail());
      Instant since = health.since();
      if (since == null) {
        message.line(stands);
      } else {
        message.line(new Message.Plain(stands + " since "), new Message.Moment(since));
      }
    }
    message.line(
        "Messages: %d owed, %d sent, %d refused, %d cancelled, %d came too late, %d superseded."
            .formatted(
                counts.owed(),
                counts.sent(),
                counts.dead(),
                counts.cancelled(),
                counts.expired(),
                counts.superseded()));
    outbox
        .usualDelay()
        .ifPresent(
            delay -> message.line("Alerts lately arrived after %s.".formatted(seconds(delay))));
    if (counts.dead() > 0) {
      refused(message, request);
    }
    if (!request.isOfPage()) { // which has alerts and config in places of their own
      aboutHere(message, request);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "status");
    facts.put("asOf", view.at().toString());
    facts.put("stale", stale);
    facts.put("owed", counts.owed());
    facts.put("sent", counts.sent());
    facts.put("dead", counts.dead());
    return Answer.of(message.build(), facts, why(view, counts));
  }

  private Explanation why(MarketView view, Outbox.Counts counts) {
    Instrument[] all = feed.instruments().toArray(Instrument[]::new);
    Explanation.Builder why =
        Explanation.of("Status of prices, connections and messages")
            .formula(
                "A price is fresh as long as it is no older than its limit; messages are counted as"
                    + " the store has them.")
            .sample("prices %d, messages %d".formatted(all.length, counts.sent()))
            .sources(Sources.of(view, all));
    Instant asOf = null;
    for (Instrument instrument : all) {
      Quote quote = view.quote(instrument).orElse(null);
      why.input(
          instrument.symbol(),
          quote == null
              ? "none"
              : "%s old, fresh for %s"
                  .formatted(Words.span(quote.age(view.at())), Words.span(quote.freshFor())));
      if (quote != null) {
        asOf = asOf == null || asOf.isBefore(quote.time()) ? quote.time() : asOf;
      }
    }
    outbox
        .usualDelay()
        .ifPresent(
            delay -> {
              why.input(
                  "Usual delay",
                  "%s, median of the last %d".formatted(seconds(delay), Outbox.LATELY));
            });
    return why.asOf(asOf == null ? view.at() : asOf).build();
  }

  private void refused(Message.Builder message, Request request) {
    if (request.privately() && admins.isAdmin(request)) {
      for (Outbox.Entry dead : outbox.list(Outbox.State.DEAD, REFUSED_SHOWN)) {
        message.line(
            "Refused %d, %s: %s (%s)".formatted(dead.id(), dead.chat(), dead.title(), dead.note()));
      }
      message.line(
          new Message.Plain("To send them again, on the machine: "),
          new Message.Code("lowtide outbox retry"));
    } else {
      message.line("Admins of the bot are shown the refused ones in private.");
    }
  }

  /** What concerns the chat, and what changed lately. */
  private void aboutHere(Message.Builder message, Request request) {
    config.get().stream().limit(1).forEach(message::line);
    for (AlertStore.Told told : alerts.latest(3)) {
      message.line(new Message.Plain(told.title() + ", "), new Message.Moment(told.at()));
    }
    Set<Topic> topics = subscriptions.of(request.chat());
    message.line(
        "This chat gets "
            + (topics.isEmpty()
                ? "no alerts."
                : "alerts about " + SubscribeCommand.joined(topics) + "."));
    silence(message, request);
  }

  /** What is silent here. */
  private void silence(Message.Builder message, Request request) {
    ChatPolicy policy = policies.of(request.chat());
    Instant until = policy.snoozedUntil();
    if (until != null && wallClock.instant().isBefore(until)) {
      message.line(new Message.Plain("Snoozed here until "), new Message.Moment(until));
    }
    if (!policy.muted().isEmpty()) {
      message.line(
          "Muted here until it recovers: "
              + String.join(", ", new TreeSet<>(policy.muted()))
              + ".");
    }
    ChatPolicy.QuietHours quiet = policy.quiet();
    if (quiet != null) {
      message.line(
          "Quiet here from %s to %s, %s.".formatted(quiet.from(), quiet.to(), quiet.zone()));
    }
  }

  private static String seconds(Duration delay) {
    return delay.toMillis() < 10_000
        ? String.format(Locale.US, "%.1f s", delay.toMillis() / 1e3)
        : Words.span(delay);
  }

  private static String state(Optional<Quote> quote, Instrument instrument, Instant now) {
    if (quote.isEmpty()) {
      return "none";
    }
    if (!quote.get().isStale(now)) {
      return quote.get().isVouchedFor() ? "fresh" : "one venue alone";
    }
    return instrument.kind() == Instrument.Kind.EQUITY && !new MarketHours(now).isOpen()
        ? "market closed"
        : "stale";
  }

  private static String spread(Quote quote) {
    return quote
        .consensus()
        .filter(consensus -> !consensus.isAlone())
        .map(consensus -> String.format(Locale.US, "%.2f %%", 100 * consensus.spread()))
        .orElse("-");
  }
}
