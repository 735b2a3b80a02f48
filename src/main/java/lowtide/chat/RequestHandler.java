package lowtide.chat;

import java.util.Optional;
import java.util.function.Function;

/** Answers requests; what an adapter hands its commands to. */
@FunctionalInterface
public interface RequestHandler {
  /** What an adapter tells, once, whoever asks faster than answers can be given. */
  Message TOO_MANY =
      Message.titled("That was more than I can answer at a time; I dropped the rest")
          .line("Wait for the answers, then ask again.")
          .build();

  /**
   * The answer, or empty to stay silent (an unknown command in a group). Never throws for anything
   * a user typed. May take a second (charts): adapters call it off their event threads.
   */
  Optional<Message> answer(Request request);

  /** Whether the request would change something; a button that does is answered in its place. */
  default boolean changes(Request request) {
    return false;
  }

  /** What an adapter says by itself, as the chat wants to be told. */
  default Message put(ChatId chat, Message message) {
    return message;
  }

  /** The same, with its answers made another way. */
  default RequestHandler answering(Function<Request, Optional<Message>> how) {
    RequestHandler same = this;
    return new RequestHandler() {
      @Override
      public Optional<Message> answer(Request request) {
        return how.apply(request);
      }

      @Override
      public boolean changes(Request request) {
        return same.changes(request);
      }

      @Override
      public Message put(ChatId chat, Message message) {
        return same.put(chat, message);
      }
    };
  }
}
