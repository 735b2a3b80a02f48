package lowtide.command;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lowtide.alert.Subscriptions;
import lowtide.alert.Topic;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.market.Symbols;

/** /subscribe and /unsubscribe: which alerts a chat gets. */
public final class SubscribeCommand implements Command {
  private static final List<String> TOPICS =
      Arrays.stream(Topic.values()).map(Topic::toString).toList();

  private final Subscriptions subscriptions;
  private final boolean subscribe;

  private SubscribeCommand(Subscriptions subscriptions, boolean subscribe) {
    this.subscriptions = subscriptions;
    this.subscribe = subscribe;
  }

  public static Command subscribe(Subscriptions subscriptions) {
    return new SubscribeCommand(subscriptions, true);
  }

  public static Command unsubscribe(Subscriptions subscriptions) {
    return new SubscribeCommand(subscriptions, false);
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            subscribe ? "subscribe" : "unsubscribe",
            subscribe
                ? "Get alerts here: levels, correlation, phase, setup; all if left out"
                : "Stop alerts here: levels, correlation, phase, setup; all if left out",
            List.of(
                new CommandSpec.Option("topic", "Which alerts, all if left out", false, TOPICS)),
            true)
        .forAdmins();
  }

  @Override
  public Answer answer(Request request) {
    Set<Topic> named = EnumSet.noneOf(Topic.class);
    for (String word : request.arguments()) {
      Optional<Topic> topic = Topic.parse(word);
      if (topic.isEmpty() && !word.equalsIgnoreCase("all")) {
        return unknown(word);
      }
      topic.ifPresentOrElse(named::add, () -> named.addAll(EnumSet.allOf(Topic.class)));
    }
    if (named.isEmpty()) {
      named.addAll(EnumSet.allOf(Topic.class));
    }
    Set<Topic> before = subscriptions.of(request.chat());
    Set<Topic> topics = EnumSet.noneOf(Topic.class);
    topics.addAll(before);
    if (subscribe) {
      topics.addAll(named);
    } else {
      topics.removeAll(named);
    }
    subscriptions.set(request.chat(), topics);
    Set<Topic> changed = EnumSet.noneOf(Topic.class);
    changed.addAll(subscribe ? topics : before);
    changed.removeAll(subscribe ? before : topics);
    return Answer.of(confirmation(topics, changed));
  }

  private Answer unknown(String word) {
    String problem =
        "There is no topic %s. Topics are %s."
            .formatted(CommandDesk.shortened(word), String.join(", ", TOPICS));
    return Symbols.nearest(word, TOPICS)
        .map(near -> Answer.corrected(problem, "/%s %s".formatted(spec().name(), near)))
        .orElseGet(() -> Answer.mistake(problem, "/" + spec().name() + " levels"));
  }

  /**
   * @param changed what it did not get before, or does not get any more
   */
  private Message confirmation(Set<Topic> topics, Set<Topic> changed) {
    Message.Builder message;
    if (topics.isEmpty()) {
      message =
          Message.titled("This chat gets no alerts now")
              .line(new Message.Plain("To get them again: "), new Message.Code("/subscribe"));
    } else {
      message =
          Message.titled("This chat gets alerts about " + joined(topics))
              .line(new Message.Plain("To stop them: "), new Message.Code("/unsubscribe"));
    }
    if (!changed.isEmpty()) {
      message.button(
          "Undo", (subscribe ? "unsubscribe " : "subscribe ") + joined(changed).replace(",", ""));
    }
    return message.button("Settings", "settings").build();
  }

  static String joined(Set<Topic> topics) {
    return topics.stream().sorted().map(Topic::toString).collect(Collectors.joining(", "));
  }
}
