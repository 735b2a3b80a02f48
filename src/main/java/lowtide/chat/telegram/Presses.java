package lowtide.chat.telegram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import lowtide.chat.Message;
import lowtide.chat.Message.Button;
import lowtide.chat.Request;
import lowtide.chat.RequestHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageReplyMarkup;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;

/**
 * Does what buttons say. One that changes something is answered in its own place: the buttons give
 * way to what was done, by whom, and how to undo it; settings are shown anew. One that asks is
 * answered by a message, and what concerns nobody else by a note that only who pressed can see.
 */
final class Presses implements Consumer<Press>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Presses.class);
  private static final int THREADS = 2;
  private static final int MOST_WAITING = 200;
  private static final int LONGEST_NOTE = 190;

  private final RequestHandler handler;
  private final Members members;
  private final BotApi api;
  private final Replies replies;
  private final DaemonThreads daemons = new DaemonThreads("telegram-press");
  private final ThreadPoolExecutor executor;

  Presses(RequestHandler handler, Members members, BotApi api, Replies replies) {
    this.handler = handler;
    this.members = members;
    this.api = api;
    this.replies = replies;
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            daemons);
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  public void accept(Press press) {
    try {
      executor.execute(() -> doIt(press));
    } catch (RejectedExecutionException flood) {
      LOG.debug("Too many buttons at a time, one dropped");
    }
  }

  private void doIt(Press press) {
    try {
      Request request = press.request();
      if (request == null) {
        note(
            press,
            said(press, "That message is too old for its buttons. Type the command instead."),
            true);
        return;
      }
      if (request.command().equals(Button.DONE)) {
        note(press, "", false);
        return;
      }
      Optional<Message> answer = handler.answer(members.withRights(request));
      if (answer.isEmpty()) {
        note(press, said(press, "That button does nothing any more."), true);
      } else {
        give(press, request, answer.get());
      }
    } catch (Throwable failure) {
      LOG.error("A button could not be answered", failure);
      // Without an answer the button would go on turning.
      note(press, said(press, "Something went wrong here, not with your command."), true);
    }
  }

  private void give(Press press, Request request, Message answer) {
    if (answer.personal()) {
      note(press, answer.title(), true);
    } else if (answer.inPlace()) {
      note(press, "", false);
      Part whole = TelegramRenderer.render(answer.withPicture(null)).get(0);
      log(
          api.call(
              EditMessageText.builder()
                  .chatId(request.chat().chat())
                  .messageId(press.messageId())
                  .text(whole.html())
                  .parseMode(ParseMode.HTML)
                  .replyMarkup(Keyboard.of(answer.buttons()))
                  .build()));
    } else if (handler.changes(request)) {
      note(press, answer.title(), false);
      List<Button> buttons = new ArrayList<>();
      buttons.add(Button.done(answer.title(), press.who()));
      buttons.addAll(answer.buttons());
      press.below().stream().filter(button -> asks(button, request)).forEach(buttons::add);
      log(
          api.call(
              EditMessageReplyMarkup.builder()
                  .chatId(request.chat().chat())
                  .messageId(press.messageId())
                  .replyMarkup(Keyboard.of(buttons))
                  .build()));
    } else {
      note(press, "", false);
      replies.give(request.chat(), answer);
    }
  }

  /** What was a question still is one. */
  private boolean asks(Button button, Request pressed) {
    return !button.command().equals(Button.DONE)
        && !handler.changes(pressed.saying(button.command()));
  }

  /** In English where it is not known in which chat it was pressed. */
  private String said(Press press, String text) {
    Request request = press.request();
    return request == null
        ? text
        : handler.put(request.chat(), Message.titled(text).build()).title();
  }

  private void note(Press press, String text, boolean alert) {
    String clean = CleanText.line(text);
    log(
        api.call(
            AnswerCallbackQuery.builder()
                .callbackQueryId(press.id())
                .text(clean.substring(0, Math.min(clean.length(), LONGEST_NOTE)))
                .showAlert(alert)
                .build()));
  }

  /** What was done is done: that it could not be shown there is no reason to do it again. */
  private static void log(Answer<?> answer) {
    if (!(answer instanceof Answer.Done)) {
      LOG.info("A button's answer was not shown: {}", answer);
    }
  }

  @Override
  public void close() {
    daemons.end(executor, Duration.ofSeconds(2));
  }
}
