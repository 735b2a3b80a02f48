/** What one can watch the bot by: health, metrics, and a page for people. */
@NullMarked
package lowtide.watch;

import org.jspecify.annotations.NullMarked;
