package lowtide.signal;

/** What can be said of the correlation of two instruments. */
public sealed interface CorrelationResult permits CorrelationReading, Unknown {}
