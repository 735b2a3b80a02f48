package lowtide.alert;

import java.time.Instant;
import lowtide.signal.DipState;
import org.jspecify.annotations.Nullable;

/**
 * What a dip rule remembers.
 *
 * @param barsSeen when the newest hourly (or daily) bar that was taken in ended; null before the
 *     first
 */
public record DipMemory(DipState dip, @Nullable Instant barsSeen) implements RuleState {}
