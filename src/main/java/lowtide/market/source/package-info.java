/** Where prices come from, a file per source. */
@NullMarked
package lowtide.market.source;

import org.jspecify.annotations.NullMarked;
