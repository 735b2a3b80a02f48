package lowtide.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lowtide.chat.Message;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.MarketView;
import lowtide.market.Quote;
import lowtide.market.Series;
import lowtide.signal.LevelSettings;
import lowtide.signal.LevelState.Side;
import lowtide.store.sql.SqlAlertStore;
import lowtide.store.sqlite.SqliteDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ticks and hours in, alerts out, with a real store beneath. */
class LevelAlertsTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instant START = Instant.parse("2025-07-10T12:10:00Z");
  private static final LevelSettings LEVELS =
      LevelSettings.of("BTC", List.of(new BigDecimal("119000"), new BigDecimal("116000")));

  @TempDir private Path folder;
  private SqliteDatabase database;
  private AlertDesk desk;
  private final List<Bar> hours = new ArrayList<>();

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder.resolve("data"));
    desk =
        new AlertDesk(
            List.of(new LevelRule(LEVELS, BTC)),
            AlertPolicy.of(Duration.ofMinutes(30)),
            new SqlAlertStore(
                database, Clock.fixed(START, ZoneOffset.UTC), DeliverySettings.DEFAULT));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<Alert> tick(int minute, double price) {
    return tick(minute, price, Duration.ZERO);
  }

  private List<Alert> tick(int minute, double price, Duration age) {
    Instant now = START.plus(Duration.ofMinutes(minute));
    Quote quote = new Quote(BTC, BigDecimal.valueOf(price), now.minus(age), "Test", Quote.LIVE);
    Series hourly = Series.of(BTC, Interval.HOUR, hours);
    return desk.look(new MarketView(now, Map.of(), Map.of(BTC, hourly), Map.of(BTC, quote)));
  }

  private Side side(int level) {
    return ((LevelMemory) desk.state("levels:BTC").orElseThrow())
        .levels()
        .levels()
        .get(level)
        .side();
  }

  private static List<String> events(List<Alert> alerts) {
    return alerts.stream().map(alert -> alert.event() + alert.facts().get("levels")).toList();
  }

  @Test
  void theFirstLookTakesNoteAndTellsNobody() {
    assertThat(tick(0, 115_000)).isEmpty();
    assertThat(side(0)).isEqualTo(Side.BEYOND);
  }

  /** A first start fetches years of bars while prices are looked at already. */
  @Test
  void historyThatComesInAfterTheFirstLookIsNoNews() {
    tick(0, 121_000);
    Instant before = Instant.parse("2025-07-09T00:00:00Z");
    for (int hour = 0; hour < 36; hour++) {
      hours.add(
          Bar.ofClose(before.plus(Duration.ofHours(hour)), hour % 3 == 0 ? 115_000 : 121_000));
    }

    assertThat(tick(1, 121_000)).isEmpty();
    assertThat(events(tick(2, 118_000))).containsExactly("BREACH[119000]");
  }

  @Test
  void whereThereAreOnlyDaysADayClosedThere() {
    Instant first = Instant.parse("2025-06-01T00:00:00Z");
    List<Bar> days = new ArrayList<>();
    double[] closes = {121_000, 118_000, 121_000, 115_000};
    List<Alert> told = new ArrayList<>();
    for (int day = 0; day < closes.length; day++) {
      days.add(Bar.ofClose(first.plus(Duration.ofDays(day)), closes[day]));
      told.addAll(
          desk.look(
              new MarketView(
                  first.plus(Duration.ofDays(day + 1)),
                  Map.of(BTC, Series.of(BTC, Interval.DAY, days)),
                  Map.of(),
                  Map.of())));
    }

    assertThat(events(told))
        .containsExactly("BREACH[119000]", "RECLAIM[119000]", "BREACH[119000, 116000]");
    assertThat(told.get(0).message().blocks().toString())
        .contains("Confirmed: a day closed there.")
        .contains("one day's close")
        .contains("never breached before, since 2025-06-02");
    assertThat(told.get(2).why().episodes())
        .isEqualTo("breached before: $119,000 1×, $116,000 0× since 2025-06-02");
  }

  @Test
  void afterMoreThanAWeekWithoutPricesItBeginsAnew() {
    tick(0, 121_000);
    tick(1, 115_000);
    int days = 24 * 60;

    assertThat(events(tick(6 * days, 121_000))).containsExactly("RECLAIM[119000, 116000]");
    assertThat(tick(14 * days, 115_000)).isEmpty();
    assertThat(side(0)).isEqualTo(Side.BEYOND);
  }

  @Test
  void aFallThroughBothLevelsIsOneAlert() {
    tick(0, 121_000);
    assertThat(events(tick(1, 115_500))).containsExactly("BREACH[119000, 116000]");
    assertThat(tick(2, 115_400)).isEmpty();
  }

  @Test
  void aTickBreachesForTheTimeBeingAndTheHourConfirms() {
    tick(0, 121_000);
    Alert breach = tick(10, 118_500).get(0);
    assertThat(breach.facts()).containsEntry("confirmed", false);
    hours.add(Bar.ofClose(Instant.parse("2025-07-10T12:00:00Z"), 118_600));

    assertThat(events(tick(51, 118_700))).containsExactly("CONFIRMED[119000]");
  }

  @Test
  void theCooldownSuppressesTheMessageButNotTheState() {
    tick(0, 121_000);
    assertThat(events(tick(1, 118_900))).containsExactly("BREACH[119000]");
    assertThat(events(tick(2, 119_700))).containsExactly("RECLAIM[119000]");

    assertThat(tick(3, 118_900)).isEmpty();
    assertThat(side(0)).isEqualTo(Side.BEYOND);

    tick(4, 119_700);
    assertThat(events(tick(40, 118_900))).containsExactly("BREACH[119000]");
  }

  @Test
  void aStalePriceChangesNothing() {
    tick(0, 121_000);
    assertThat(tick(10, 118_000, Duration.ofSeconds(121))).isEmpty();
    assertThat(side(0)).isEqualTo(Side.BEFORE);
  }

  @Test
  void aLevelCrossedWhileTheBotWasDownAlertsOnceAndSaysSo() {
    tick(0, 121_000);
    close();
    open();
    Alert late = tick(300, 118_000).get(0);

    assertThat(late.facts()).containsEntry("late", true);
    assertThat(lateness(late))
        .isEqualTo(
            "Late: it happened after %s, when the last price came in, and was seen at %s"
                .formatted(START, START.plus(Duration.ofMinutes(300))));
    assertThat(tick(301, 118_000)).isEmpty();
  }

  @Test
  void anHourThatIsKnownLateTellsWhenItWasAndSinceWhenNothingWasKnown() {
    tick(0, 121_000);
    Instant opens = START.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    hours.add(Bar.ofClose(opens, 118_000));
    hours.add(Bar.ofClose(opens.plus(Duration.ofHours(1)), 121_000));
    List<Alert> told = tick(300, 121_000);

    assertThat(events(told)).containsExactly("RECLAIM[119000]");
    assertThat(told.get(0).message().blocks().toString()).contains("Before: BTC below $119,000");
    assertThat(lateness(told.get(0)))
        .isEqualTo(
            "Late: it happened at %s and was seen at %s; no price had come in since %s"
                .formatted(
                    opens.plus(Duration.ofHours(2)), START.plus(Duration.ofMinutes(300)), START));
  }

  private static String lateness(Alert alert) {
    return alert.message().blocks().stream()
        .filter(Message.Line.class::isInstance)
        .map(
            block ->
                ((Message.Line) block)
                    .spans().stream().map(Object::toString).collect(Collectors.joining()))
        .filter(line -> line.startsWith("Late:"))
        .findFirst()
        .orElse("");
  }

  @Test
  void aRestartChangesNothing() {
    tick(0, 121_000);
    tick(1, 118_900);
    close();
    open();

    assertThat(tick(2, 118_800)).isEmpty();
    List<Alert> back = tick(3, 119_700);
    assertThat(events(back)).containsExactly("RECLAIM[119000]");
    assertThat(back.get(0).message().title()).as("since before it").endsWith("after 2 min");
  }

  /** Elsewhere every poll renews the cool-down, and what comes after hours below is never told. */
  @Test
  void hoursBelowALevelDoNotKeepTheCooldownAlive() {
    tick(0, 120_000);
    assertThat(events(tick(1, 118_000))).containsExactly("BREACH[119000]");
    for (int minute = 2; minute < 360; minute++) {
      assertThat(tick(minute, 118_000)).isEmpty();
    }
    assertThat(events(tick(360, 120_500))).containsExactly("RECLAIM[119000]");
    assertThat(events(tick(361, 118_000))).containsExactly("BREACH[119000]");
  }

  /** Elsewhere a price that dances on its threshold fires at every poll. */
  @Test
  void aPriceThatDancesOnALevelMakesOneAlert() {
    tick(0, 120_500);
    List<String> told = new ArrayList<>();
    for (int minute = 1; minute < 600; minute++) {
      told.addAll(events(tick(minute, 119_000 + (minute % 2 == 0 ? 150 : -150))));
    }
    assertThat(told).containsExactly("BREACH[119000]");
  }

  @Test
  void aBreachThatGoesOnIsToldAgainLessAndLessOften() {
    AlertDesk reminding =
        new AlertDesk(
            List.of(new LevelRule(LEVELS, BTC, Duration.ofHours(1))),
            AlertPolicy.of(Duration.ofMinutes(30)),
            new SqlAlertStore(
                database, Clock.fixed(START, ZoneOffset.UTC), DeliverySettings.DEFAULT));
    desk = reminding;
    tick(0, 120_000);
    List<Integer> told = new ArrayList<>();
    for (int minute = 1; minute < 16 * 60; minute++) {
      List<Alert> alerts = tick(minute, minute < 15 * 60 ? 118_000 : 121_000);
      if (alerts.stream().anyMatch(alert -> alert.event().equals("STILL"))) {
        told.add(minute);
        assertThat(alerts.get(0).message().title())
            .startsWith("BTC still below $119,000 after ")
            .endsWith("(now $118,000)");
      }
    }
    assertThat(told).as("minutes after the breach in minute 1").containsExactly(61, 181, 421);
  }
}
