package lowtide.alert;

import java.time.LocalDate;

/**
 * Up to where a pair's change points were followed.
 *
 * @param proxy symbol it was read with: changes against different proxies are not compared
 * @param session the last one taken in
 */
public record ChangeMemory(String proxy, LocalDate session) implements RuleState {}
