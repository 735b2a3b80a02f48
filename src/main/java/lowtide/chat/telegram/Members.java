package lowtide.chat.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lowtide.chat.Request;
import lowtide.chat.telegram.Answer.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatAdministrators;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;

/**
 * Who may change what a group is told: its admins, as Telegram says, remembered for half a minute.
 * Whoever Telegram cannot tell about may not.
 */
final class Members {
  private static final Logger LOG = LoggerFactory.getLogger(Members.class);
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST = 1_000;

  private record Known(Set<String> admins, Instant at) {}

  private final BotApi api;
  private final Clock clock;
  private final Set<String> changing;
  private final Map<String, Known> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param changing the commands that it matters for
   */
  Members(BotApi api, Clock clock, Set<String> changing) {
    this.api = api;
    this.clock = clock;
    this.changing = Set.copyOf(changing);
  }

  /** May block for a request to Telegram. */
  Request withRights(Request request) {
    boolean matters = !request.privately() && changing.contains(request.command());
    return matters
        ? request.withMayChange(isAdmin(request.chat().chat(), request.userId()))
        : request;
  }

  private boolean isAdmin(String chat, String user) {
    if (user.equals(chat)) {
      return true; // an anonymous admin speaks as the group itself
    }
    if (user.startsWith("-")) {
      return false; // another channel
    }
    return admins(chat).contains(user);
  }

  /** The list, since it is told to any member; of a single member Telegram tells admins alone. */
  private Set<String> admins(String chat) {
    synchronized (known) {
      Known one = known.get(chat);
      if (one != null && clock.instant().isBefore(one.at().plus(REMEMBERED))) {
        return one.admins();
      }
    }
    Answer<ArrayList<ChatMember>> answer =
        api.call(GetChatAdministrators.builder().chatId(chat).build());
    if (!(answer instanceof Done<ArrayList<ChatMember>> done)) {
      LOG.warn("Telegram does not say who the admins of {} are: {}", chat, answer);
      return Set.of();
    }
    Set<String> admins =
        done.value().stream()
            .map(member -> member.getUser().getId().toString())
            .collect(Collectors.toUnmodifiableSet());
    synchronized (known) {
      known.put(chat, new Known(admins, clock.instant()));
    }
    return admins;
  }
}
