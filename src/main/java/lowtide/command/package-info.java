/** One class per chat command, and the desk that picks it. */
@NullMarked
package lowtide.command;

import org.jspecify.annotations.NullMarked;
