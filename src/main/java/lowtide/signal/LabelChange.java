package lowtide.signal;

import java.time.LocalDate;

/**
 * A label that gave way to another.
 *
 * @param session on which the new label came to be
 */
public record LabelChange(LocalDate session, Label from, Label to) {}
