/** One SQLite file behind the ports of market, alert and chat. */
@NullMarked
package lowtide.store.sqlite;

import org.jspecify.annotations.NullMarked;
