/** The terminal as a chat platform. */
@NullMarked
package lowtide.chat.console;

import org.jspecify.annotations.NullMarked;
