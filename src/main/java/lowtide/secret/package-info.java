/** Tokens and keys, which are never printed. */
@NullMarked
package lowtide.secret;

import org.jspecify.annotations.NullMarked;
