package lowtide.alert;

import lowtide.signal.Phase;

/** The phase that was last told. */
public record PhaseMemory(Phase phase) implements RuleState {}
