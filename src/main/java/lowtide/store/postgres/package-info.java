/** PostgreSQL, for several nodes. */
@NullMarked
package lowtide.store.postgres;

import org.jspecify.annotations.NullMarked;
