package lowtide.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Series;
import lowtide.signal.PhaseHistory;
import lowtide.signal.PhaseSamples;
import lowtide.signal.PhaseSettings;
import lowtide.signal.SignalEngine;
import org.junit.jupiter.api.Test;

class PhaseRuleTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final int DAYS = 3300;

  private final SignalEngine engine = PhaseSamples.engine(PhaseSettings.DEFAULT);
  private final PhaseRule rule = new PhaseRule(BTC, engine, PhaseSettings.DEFAULT);
  private final Series days = PhaseSamples.days(BTC, 4, DAYS);

  @Test
  void dayByDayItTellsEachChangeOnceAndNothingElse() {
    List<Alert> told = told();
    PhaseHistory history = engine.phases(view(DAYS), BTC);
    assertThat(told).hasSizeGreaterThan(5).hasSize(history.episodes().size() - 1);
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i).facts())
          .containsEntry("from", history.episodes().get(i).phase().name())
          .containsEntry("to", history.episodes().get(i + 1).phase().name());
    }
  }

  @Test
  void underAnAlertStandHowOftenItHappensAndHowItWentBefore() {
    List<Alert> told = told();
    Alert last = told.get(told.size() - 1);
    String to = String.valueOf(last.facts().get("to"));
    assertThat(last.why().baseRate()).matches("[0-9]+\\.[0-9] phase changes a year");
    assertThat(last.why().episodes())
        .matches(
            "[0-9]+ past "
                + to
                + " episodes? since 20[-0-9]+: median deepest fall [0-9]+ %( \\(95 % [0-9]+ to"
                + " [0-9]+ %\\))? in the 30 days from the first");
    String body = last.message().blocks().toString();
    assertThat(body).contains(last.why().baseRate()).contains(last.why().episodes());
    assertThat((int) last.facts().get("episodes")).isPositive();
    assertThat(last.message().footer()).isEqualTo("Informational, not advice.");
  }

  @Test
  void whatItSaysOfThePastDoesNotKnowTheFuture() {
    Alert first = told().get(0);
    int episodes = (int) first.facts().get("episodes");
    assertThat(episodes).isLessThanOrEqualTo(1);
    if (episodes == 0) {
      assertThat(first.why().episodes()).startsWith("no past ");
    }
  }

  private List<Alert> told() {
    List<Alert> told = new ArrayList<>();
    RuleState state = null;
    for (int n = 2129; n <= DAYS; n++) {
      Rule.Outcome outcome = rule.look(view(n), state);
      state = outcome.after();
      told.addAll(outcome.alerts());
    }
    return told;
  }

  private MarketView view(int n) {
    return new MarketView(days.closesAt(n - 1), Map.of(BTC, days), Map.of(), Map.of());
  }
}
