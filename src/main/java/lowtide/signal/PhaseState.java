package lowtide.signal;

import java.time.LocalDate;

/**
 * The phase after a day, and how near it is to changing.
 *
 * @param since the day on which the phase came to be
 * @param next the phase that the last days called for; {@code phase} itself if none
 * @param days on how many days in a row, up to now, {@code next} was called for
 */
public record PhaseState(Phase phase, LocalDate since, Phase next, int days) {}
