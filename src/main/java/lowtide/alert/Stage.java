package lowtide.alert;

import java.util.Optional;

/** A reason not to tell: one step of the policy that every alert passes. */
interface Stage {
  /** Why this alert is not told; empty if the stage has nothing against it. */
  Optional<String> suppress(Alert alert, Told told);
}
