package lowtide.alert;

import lowtide.signal.Label;

/**
 * The label that was last told.
 *
 * @param proxy symbol it was read with: labels of different proxies are not compared
 */
public record LabelMemory(String proxy, Label label) implements RuleState {}
