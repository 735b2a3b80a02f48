/** Series to PNG; the only place that knows the chart library. */
@NullMarked
package lowtide.chart;

import org.jspecify.annotations.NullMarked;
