package lowtide.chat;

import java.util.List;

/** Who looks after the bot itself, in every chat. */
public interface BotAdmins {
  /** Nobody does. */
  BotAdmins NONE =
      new BotAdmins() {
        @Override
        public boolean isAdmin(Request request) {
          return false;
        }

        @Override
        public boolean claim(String code, Request request) {
          return false;
        }

        @Override
        public List<ChatId> chats() {
          return List.of();
        }
      };

  boolean isAdmin(Request request);

  /**
   * Makes who asks an admin if the code is the one that was printed; it works once, and in private
   * alone.
   */
  boolean claim(String code, Request request);

  /** Where admins are told what goes wrong. */
  List<ChatId> chats();
}
