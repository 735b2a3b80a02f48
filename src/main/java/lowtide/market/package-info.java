/** Instruments, prices, their history and the trading calendar. Knows nothing above it. */
@NullMarked
package lowtide.market;

import org.jspecify.annotations.NullMarked;
