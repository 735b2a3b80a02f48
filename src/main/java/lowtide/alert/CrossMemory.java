package lowtide.alert;

import java.time.Instant;

/**
 * On which side of a threshold something was.
 *
 * @param beyond whether on the side that is told of; back only some way before the threshold
 * @param seen up to when it was followed
 */
public record CrossMemory(boolean beyond, Instant seen) implements RuleState {}
