/** What people claim about the market, each claim measured on history and written down. */
@NullMarked
package lowtide.evidence;

import org.jspecify.annotations.NullMarked;
