/** One SQLite file, for one machine. */
@NullMarked
package lowtide.store.sqlite;

import org.jspecify.annotations.NullMarked;
