package lowtide.alert;

import java.time.Instant;

/**
 * Since when the market has been watched. What happened before is history, even if its bars come in
 * later: a first start fetches years of them while the rules are looking already.
 */
record Watch(Instant since) implements RuleState {
  boolean isPast(Alert alert) {
    return !alert.at().isAfter(since);
  }
}
