package lowtide.signal;

import java.time.LocalDate;

/**
 * The label after a session, and how near it is to changing.
 *
 * @param since the session on which the label came to be
 * @param beyond on how many sessions in a row, up to now, the coefficient lay beyond the band
 */
public record LabelState(Label label, LocalDate since, int beyond) {}
