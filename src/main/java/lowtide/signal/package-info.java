/** Pure functions from prices to readings. The same series give the same readings. */
@NullMarked
package lowtide.signal;

import org.jspecify.annotations.NullMarked;
