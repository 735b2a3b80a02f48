package lowtide.alert;

import java.util.List;
import java.util.Optional;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import org.jspecify.annotations.Nullable;

/** Watches one thing, and tells when it changes. */
public interface Rule {
  /** Unique and stable: what the state is stored under, e.g. {@code levels:BTC}. */
  String key();

  /**
   * Looks at the market. Pure: the same view and state give the same outcome.
   *
   * @param before what was returned the last time; null at the first look, which only takes note
   */
  Outcome look(MarketView view, @Nullable RuleState before);

  /** What it cannot look at without a fresh price; empty where closed bars are enough. */
  default Optional<Instrument> watched() {
    return Optional.empty();
  }

  /** How the thing it watches stands, in a few words for people. */
  String standing(MarketView view, @Nullable RuleState state);

  /**
   * @param after null where nothing could be read yet
   * @param alerts what is to be told, in order
   */
  record Outcome(@Nullable RuleState after, List<Alert> alerts) {
    public Outcome {
      alerts = List.copyOf(alerts);
    }
  }
}
