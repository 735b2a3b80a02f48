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
        .changing();
  }

  @Override
  public Answer answer(Request request) {
    Set<Topic> named = EnumSet.noneOf(Topic.class);
    for (String word : request.arguments()) {
      Optional<Topic> topic = Topic.parse(word);
      if (topic.isEmpty() && !word.equalsIgnoreCase("all")) {
        return Answer.mistake(
            "There is no topic %s. Topics are %s."
                .formatted(CommandDesk.shortened(word), String.join(", ", TOPICS)),
            "/" + spec().name() + " levels");
      }
      topic.ifPresentOrElse(named::add, () -> named.addAll(EnumSet.allOf(Topic.class)));
    }
    if (named.isEmpty()) {
      named.addAll(EnumSet.allOf(Topic.class));
    }
    Set<Topic> topics = EnumSet.noneOf(Topic.class);
    topics.addAll(subscriptions.of(request.chat()));
    if (subscribe) {
      topics.addAll(named);
    } else {
      topics.removeAll(named);
    }
    subscriptions.set(request.chat(), topics);
    return Answer.of(confirmation(topics));
  }

  private static Message confirmation(Set<Topic> topics) {
    if (topics.isEmpty()) {
      return Message.titled("This chat gets no alerts now")
          .line(new Message.Plain("To get them again: "), new Message.Code("/subscribe"))
          .build();
    }
    return Message.titled("This chat gets alerts about " + joined(topics))
        .line(new Message.Plain("To stop them: "), new Message.Code("/unsubscribe"))
        .build();
  }

  static String joined(Set<Topic> topics) {
    return topics.stream().sorted().map(Topic::toString).collect(Collectors.joining(", "));
  }
}
