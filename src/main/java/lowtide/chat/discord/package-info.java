/** Discord, by JDA; the only place that knows that library. */
@NullMarked
package lowtide.chat.discord;

import org.jspecify.annotations.NullMarked;
