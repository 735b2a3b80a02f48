/** Telegram, by TelegramBots; the only place that knows that library. */
@NullMarked
package lowtide.chat.telegram;

import org.jspecify.annotations.NullMarked;
