package lowtide.app;

import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.RequestHandler;

/** A platform on which every message says that the market is made up. */
final class SimulatedLabel implements ChatPlatform {
  private final ChatPlatform platform;

  SimulatedLabel(ChatPlatform platform) {
    this.platform = platform;
  }

  private static Message labelled(Message message) {
    return message.withTitle("SIMULATED: " + message.title());
  }

  @Override
  public String name() {
    return platform.name();
  }

  @Override
  public void start(RequestHandler handler) {
    platform.start(request -> handler.answer(request).map(SimulatedLabel::labelled));
  }

  @Override
  public Delivery send(ChatId chat, String notification, Message message) {
    return platform.send(chat, notification, labelled(message));
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
