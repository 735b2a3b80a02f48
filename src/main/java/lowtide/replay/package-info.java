/** The same engine over stored history. */
@NullMarked
package lowtide.replay;

import org.jspecify.annotations.NullMarked;
