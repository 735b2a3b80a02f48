/** What the database folders share. */
@NullMarked
package lowtide.store;

import org.jspecify.annotations.NullMarked;
