package lowtide.chat;

/** How each chat wants to be told things. */
public interface Audiences {
  /** Every chat as usual: where nothing is stored. */
  Audiences USUAL =
      new Audiences() {
        @Override
        public Audience of(ChatId chat) {
          return Audience.USUAL;
        }

        @Override
        public void set(ChatId chat, Audience audience) {
          throw new UnsupportedOperationException("nothing is stored here");
        }
      };

  /** {@link Audience#USUAL} where the chat has no wish. */
  Audience of(ChatId chat);

  void set(ChatId chat, Audience audience);
}
