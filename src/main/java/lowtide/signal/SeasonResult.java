package lowtide.signal;

/** What can be said of the calendar months of an instrument. */
public sealed interface SeasonResult permits SeasonReading, Unknown {}
