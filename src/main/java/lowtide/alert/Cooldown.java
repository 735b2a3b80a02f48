package lowtide.alert;

import java.time.Duration;
import java.util.Optional;

/**
 * The same event about the same level is not told again for a while. An alert that is about several
 * levels is told unless all of them were told just before. Rule states do not know of it.
 */
record Cooldown(Duration span) implements Stage {
  @Override
  public Optional<String> suppress(Alert alert, Told told) {
    boolean all =
        !alert.subjects().isEmpty()
            && alert.subjects().stream()
                .allMatch(
                    subject ->
                        told.last(subject)
                            .filter(last -> alert.at().isBefore(last.plus(span)))
                            .isPresent());
    return all ? Optional.of("told less than " + span + " ago") : Optional.empty();
  }
}
