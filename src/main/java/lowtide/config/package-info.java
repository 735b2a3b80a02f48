/** The config file: read, checked, and turned into the settings records of the other folders. */
@NullMarked
package lowtide.config;

import org.jspecify.annotations.NullMarked;
