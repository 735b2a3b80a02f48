package lowtide.command;

import lowtide.chat.CommandSpec;
import lowtide.chat.Request;

/** Something people can ask the bot. */
public interface Command {
  CommandSpec spec();

  /** Whether this request would change what the chat is told. */
  default boolean changes(Request request) {
    return spec().changes();
  }

  /** Never throws for anything a user typed: what cannot be understood is a mistake. */
  Answer answer(Request request);
}
