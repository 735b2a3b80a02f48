package lowtide.chat.telegram;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import lowtide.chat.ChatId;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.Pace;
import lowtide.chat.Request;
import lowtide.chat.RequestHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers commands on threads of its own, those of one chat one after the other. A reply that has
 * to wait, for the pace or because Telegram says so, waits in the schedule and holds no thread.
 */
final class Replies implements Consumer<Request>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
  private static final int THREADS = 4;
  private static final int MOST_TRIES = 4;

  /** What one chat may have open: its pace would not let more out within anybody's patience. */
  private static final int MOST_PER_CHAT = 5;

  /** What one member of a group may have open there: the others want to be answered too. */
  private static final int MOST_PER_MEMBER = 3;

  private static final int MOST_CHATS = 500;

  private final RequestHandler handler;
  private final Members members;
  private final Sender sender;
  private final Pace pace;
  private final Timing timing;
  private final DaemonThreads daemons = new DaemonThreads("telegram-reply");
  private final ScheduledThreadPoolExecutor executor;

  /** What each chat has asked and was not yet answered; the first one is being answered. */
  private final Map<String, Deque<Request>> lanes = new HashMap<>();

  /** Who was told so, by chat and user. */
  private final Set<String> flooding = new HashSet<>();

  Replies(RequestHandler handler, Members members, Sender sender, Pace pace, Timing timing) {
    this.handler = handler;
    this.members = members;
    this.sender = sender;
    this.pace = pace;
    this.timing = timing;
    executor = new ScheduledThreadPoolExecutor(THREADS, daemons);
  }

  @Override
  public void accept(Request request) {
    String chat = request.chat().chat();
    synchronized (lanes) {
      Deque<Request> lane = lanes.get(chat);
      boolean full = lane == null ? lanes.size() >= MOST_CHATS : isFull(lane, request);
      if (full) {
        LOG.debug("Too many commands at a time from {}, one dropped", request.chat());
        if (lane != null && flooding.add(chat + "/" + request.userId())) {
          give(request.chat(), handler.put(request.chat(), RequestHandler.TOO_MANY));
        }
        return;
      }
      if (lane != null) {
        lane.add(request);
        return;
      }
      lanes.put(chat, new ArrayDeque<>(List.of(request)));
    }
    begin(request);
  }

  private static boolean isFull(Deque<Request> lane, Request request) {
    return lane.size() >= MOST_PER_CHAT
        || !request.privately()
            && lane.stream().filter(one -> one.userId().equals(request.userId())).count()
                >= MOST_PER_MEMBER;
  }

  private void begin(Request request) {
    try {
      executor.execute(() -> answer(request));
    } catch (RejectedExecutionException closed) {
      LOG.debug("Closed before /{} was answered", request.command());
    }
  }

  /** Goes on with what the chat asked next. */
  private void finish(String chat) {
    Request next;
    synchronized (lanes) {
      Deque<Request> lane = lanes.get(chat);
      if (lane == null) {
        return;
      }
      lane.poll();
      next = lane.peek();
      if (next == null) {
        lanes.remove(chat);
        flooding.removeIf(who -> who.startsWith(chat + "/"));
      }
    }
    if (next != null) {
      begin(next);
    }
  }

  private void answer(Request request) {
    String chat = request.chat().chat();
    try {
      Optional<Message> message = handler.answer(members.withRights(request));
      if (message.isEmpty()) {
        finish(chat);
        return;
      }
      queue(
          new Reply(
              chat, request.chat(), new ArrayDeque<>(TelegramRenderer.render(message.get()))));
    } catch (Throwable failure) {
      LOG.error("/{} in {} could not be answered", request.command(), request.chat(), failure);
      finish(chat);
    }
  }

  /** Sends an answer that nobody waits for in line. */
  void give(ChatId chat, Message message) {
    queue(new Reply("", chat, new ArrayDeque<>(TelegramRenderer.render(message))));
  }

  private static final class Reply {
    final String openedAs;
    final Deque<Part> parts;
    ChatId to;
    int tries;
    Duration waited = Duration.ZERO;

    Reply(String openedAs, ChatId to, Deque<Part> parts) {
      this.openedAs = openedAs;
      this.to = to;
      this.parts = parts;
    }
  }

  private void queue(Reply reply) {
    later(reply, pace.reserve(reply.to.chat(), Sender.isGroup(reply.to)));
  }

  private void later(Reply reply, Duration wait) {
    reply.waited = reply.waited.plus(wait);
    if (reply.waited.compareTo(timing.patience()) > 0) {
      LOG.warn("A reply to {} was held up for too long and is dropped", reply.to);
      finish(reply.openedAs);
      return;
    }
    try {
      // What posting fails with is caught there.
      var unused = executor.schedule(() -> post(reply), wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      finish(reply.openedAs);
    }
  }

  private void post(Reply reply) {
    try {
      settle(reply, sender.send(reply.to, reply.parts.getFirst()));
    } catch (Throwable failure) {
      LOG.error("A reply to {} could not be sent", reply.to, failure);
      finish(reply.openedAs);
    }
  }

  private void settle(Reply reply, Delivery delivery) {
    if (delivery instanceof Delivery.Sent) {
      reply.parts.removeFirst();
      reply.tries = 0;
      if (reply.parts.isEmpty()) {
        finish(reply.openedAs);
      } else {
        queue(reply);
      }
    } else if (delivery instanceof Delivery.RetryAfter told) {
      later(reply, told.delay());
    } else if (delivery instanceof Delivery.Moved moved && ++reply.tries < MOST_TRIES) {
      reply.to = moved.to();
      queue(reply);
    } else if (delivery instanceof Delivery.Failed && ++reply.tries < MOST_TRIES) {
      later(reply, timing.firstRetry().multipliedBy(1L << (reply.tries - 1)));
    } else {
      LOG.warn("A reply to {} was not sent: {}", reply.to, delivery);
      finish(reply.openedAs);
    }
  }

  @Override
  public void close() {
    daemons.end(executor, Duration.ofSeconds(3));
  }
}
