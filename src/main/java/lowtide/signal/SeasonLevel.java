package lowtide.signal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A price level and how likely the running month touches it, without drift.
 *
 * @param watched whether it is a dip level of the settings; else a round price
 * @param fromStart probability over the whole month, by what was known when it began
 * @param fromLast probability over the rest of it, from the last close on, by what is known now
 * @param touched the day on which the month reached it, if it did
 */
public record SeasonLevel(
    BigDecimal level,
    boolean watched,
    OptionalDouble fromStart,
    OptionalDouble fromLast,
    Optional<LocalDate> touched) {}
