package lowtide.signal;

import java.time.LocalDate;

/**
 * A run of days in one phase.
 *
 * @param to the last day of it so far
 */
public record PhaseEpisode(Phase phase, LocalDate from, LocalDate to) {}
