package lowtide.app;

import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.RequestHandler;
import org.jspecify.annotations.Nullable;

/** A platform on which every message says that the market is made up. */
final class SimulatedLabel implements ChatPlatform {
  private static final Message MARK = Message.titled("SIMULATED").build();

  private final ChatPlatform platform;

  /** Knows each chat's language. */
  private volatile @Nullable RequestHandler desk;

  SimulatedLabel(ChatPlatform platform) {
    this.platform = platform;
  }

  private Message labelled(ChatId chat, Message message) {
    RequestHandler asked = desk;
    String mark = (asked == null ? MARK : asked.put(chat, MARK)).title();
    return message.withTitle(mark + ": " + message.title());
  }

  @Override
  public String name() {
    return platform.name();
  }

  @Override
  public void start(RequestHandler handler) {
    desk = handler;
    platform.start(
        handler.answering(
            request -> handler.answer(request).map(answer -> labelled(request.chat(), answer))));
  }

  @Override
  public boolean sends() {
    return platform.sends();
  }

  @Override
  public Delivery send(ChatId chat, String notification, Message message) {
    return platform.send(chat, notification, labelled(chat, message));
  }

  @Override
  public Health health() {
    return platform.health();
  }

  @Override
  public void close() {
    platform.close();
  }
}
