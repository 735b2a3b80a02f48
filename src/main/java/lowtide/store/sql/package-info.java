/** The ports of market, alert and chat in SQL that SQLite and PostgreSQL both understand. */
@NullMarked
package lowtide.store.sql;

import org.jspecify.annotations.NullMarked;
