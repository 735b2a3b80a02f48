package lowtide.chat;

import java.util.Optional;

/** Answers requests; what an adapter hands its commands to. */
@FunctionalInterface
public interface RequestHandler {
  /**
   * The answer, or empty to stay silent (an unknown command in a group). Never throws for anything
   * a user typed. May take a second (charts): adapters call it off their event threads.
   */
  Optional<Message> answer(Request request);
}
