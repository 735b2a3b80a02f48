/** Command line and composition root. */
@NullMarked
package lowtide.app;

import org.jspecify.annotations.NullMarked;
