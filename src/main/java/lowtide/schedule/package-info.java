/** Quartz behind a small task type. */
@NullMarked
package lowtide.schedule;

import org.jspecify.annotations.NullMarked;
