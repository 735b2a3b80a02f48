package lowtide.alert;

import java.time.LocalDate;

/**
 * Up to where the phases were followed.
 *
 * @param day the last one taken in
 */
public record PhaseMemory(LocalDate day) implements RuleState {}
