package lowtide.chat.telegram;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lowtide.chat.Request;
import lowtide.chat.SeenUpdates;
import lowtide.chat.Whereabouts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.longpolling.interfaces.LongPollingUpdateConsumer;
import org.telegram.telegrambots.meta.api.objects.Update;

/** Takes updates from the polling session and passes each command on once. */
final class UpdateDesk implements LongPollingUpdateConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(UpdateDesk.class);

  private final SeenUpdates seen;
  private final ChatNews news;
  private final Supplier<String> ourName;
  private final Consumer<Request> replies;
  private final Consumer<Press> presses;

  UpdateDesk(
      SeenUpdates seen,
      Whereabouts whereabouts,
      Supplier<String> ourName,
      Consumer<Request> replies,
      Consumer<Press> presses) {
    this.seen = seen;
    this.news = new ChatNews(whereabouts);
    this.ourName = ourName;
    this.replies = replies;
    this.presses = presses;
  }

  // Anything that leaves this method ends the session for good, so nothing may.
  @Override
  public void consume(List<Update> updates) {
    for (Update update : updates) {
      try {
        consume(update);
      } catch (Throwable failure) {
        LOG.error("Update {} could not be handled", update.getUpdateId(), failure);
      }
    }
  }

  // Sessions come and go; the desk outlives them.
  @Override
  public void close() {}

  private void consume(Update update) {
    try {
      news.note(update);
    } catch (RuntimeException failure) {
      // Sending there will tell the same.
      LOG.error("Update {}: what became of its chat is not stored", update.getUpdateId(), failure);
    }
    CommandReader.joined(update).filter(request -> firstTime(update)).ifPresent(replies);
    CommandReader.read(update, ourName.get())
        .filter(request -> firstTime(update))
        .ifPresent(replies);
    Press.of(update.getCallbackQuery()).filter(press -> firstTime(update)).ifPresent(presses);
  }

  /** A store that is down must not silence the bot: answered twice is better than never. */
  private boolean firstTime(Update update) {
    try {
      return seen.firstTime(TelegramPlatform.NAME, update.getUpdateId().toString());
    } catch (RuntimeException failure) {
      LOG.error(
          "Update {} may be answered twice, since it could not be noted as seen: {}",
          update.getUpdateId(),
          failure.getMessage());
      return true;
    }
  }
}
