package lowtide.chat;

/**
 * Where chats are, as platforms tell unasked: before anything is sent to where nobody is any more.
 * What is said of a chat counts for the topics in it too.
 */
public interface Whereabouts {
  /** Forgets what it is told. */
  Whereabouts FORGOTTEN =
      new Whereabouts() {
        @Override
        public void moved(ChatId from, ChatId to) {}

        @Override
        public void gone(ChatId chat, String why) {}

        @Override
        public void back(ChatId chat) {}
      };

  /** It has a new id: everything stored about it is rewritten, at once or not at all. */
  void moved(ChatId from, ChatId to);

  /** It cannot be written to until it is {@link #back}: what it is owed is cancelled. */
  void gone(ChatId chat, String why);

  /** It can be written to, perhaps again. */
  void back(ChatId chat);
}
