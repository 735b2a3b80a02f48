package lowtide.alert;

import java.time.LocalDate;

/**
 * Up to where the setups were followed.
 *
 * @param day the last one taken in
 */
public record SetupMemory(LocalDate day) implements RuleState {}
