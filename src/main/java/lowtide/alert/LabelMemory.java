package lowtide.alert;

import java.time.LocalDate;

/**
 * Up to where a pair's label was followed.
 *
 * @param proxy symbol it was read with: labels of different proxies are not compared
 * @param session the last one taken in
 */
public record LabelMemory(String proxy, LocalDate session) implements RuleState {}
