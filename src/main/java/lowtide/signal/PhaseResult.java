package lowtide.signal;

/** What can be said of the risk phase of an instrument. */
public sealed interface PhaseResult permits PhaseReading, Unknown {}
