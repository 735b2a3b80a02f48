/** Platform-neutral messages and requests, and the port every chat platform implements. */
@NullMarked
package lowtide.chat;

import org.jspecify.annotations.NullMarked;
