package lowtide.market.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.PriceSource;
import lowtide.market.SourceException;
import lowtide.market.SourceException.Kind;
import lowtide.market.source.Answers.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every live source against rows and prices that cannot be, over real sockets. */
class SourceValuesTest {
  /** What a row holds, and whether the page is taken. */
  private record Values(String name, Function<Venue, List<Row>> rows, boolean refused, int taken) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Values close(String value) {
    return new Values(
        "a close of " + value,
        venue -> {
          List<Row> rows = Answers.rows(venue);
          rows.set(1, new Row(Answers.label(venue, 1), "101", "103", "99", value));
          return rows;
        },
        true,
        0);
  }

  private static final List<Values> VALUES =
      List.of(
          new Values("good rows", Answers::rows, false, 3),
          close("0"),
          close("-5"),
          close("1e99"),
          close("1e-999999999"),
          close("NaN"),
          close("x"),
          close("9999999999999999999999999999999999999999999"),
          new Values(
              "reversed rows",
              venue -> {
                List<Row> rows = Answers.rows(venue);
                Collections.reverse(rows);
                return rows;
              },
              false,
              3),
          new Values(
              "a row twice",
              venue -> {
                List<Row> rows = Answers.rows(venue);
                rows.add(rows.get(2));
                return rows;
              },
              false,
              3),
          new Values(
              "two rows of one time that differ",
              venue -> {
                List<Row> rows = Answers.rows(venue);
                rows.add(1, Row.of(Answers.label(venue, 0), 150));
                return rows;
              },
              true,
              0),
          new Values(
              "rows before what was asked for",
              venue -> {
                List<Row> rows = Answers.rows(venue);
                rows.add(0, Row.of(Answers.label(venue, 0).minus(Duration.ofDays(7)), 90));
                return rows;
              },
              false,
              3),
          new Values(
              "a row that is not over",
              venue -> {
                List<Row> rows = Answers.rows(venue);
                rows.add(Row.of(unfinished(venue), 50));
                return rows;
              },
              false,
              3),
          new Values("no rows", venue -> new ArrayList<>(), false, 0));

  private static Instant unfinished(Venue venue) {
    return venue.kind() == Instrument.Kind.METRIC
        ? Instant.parse("2025-07-14T00:00:00Z")
        : venue.kind() == Instrument.Kind.CRYPTO
            ? Answers.label(venue, 3)
            : Instant.parse("2025-07-15T00:00:00Z");
  }

  static Stream<Arguments> values() {
    return Stream.of(Venue.values())
        .filter(Answers::hasBars)
        .flatMap(venue -> VALUES.stream().map(values -> Arguments.of(venue, values)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("values")
  void aPageIsTakenAsAWholeOrNotAtAll(Venue venue, Values values) throws Exception {
    String body = Answers.page(venue, values.rows().apply(venue));
    try (FaultyServer server = new FaultyServer(FaultyServer.answer(200, "", body))) {
      PriceSource source = LocalSource.of(venue, server.url("http"));
      List<Bar> taken = new ArrayList<>();
      Throwable thrown = catchThrowable(() -> taken.addAll(LocalSource.bars(source, venue)));

      if (values.refused()) {
        assertThat(thrown).as(body).isInstanceOf(SourceException.class);
        assertThat(((SourceException) thrown).kind()).isEqualTo(Kind.MALFORMED);
      } else {
        assertThat(thrown).as(body).isNull();
        assertThat(taken).as(body).extracting(Bar::close).isEqualTo(closes(values.taken()));
      }
    }
  }

  /** Some venues have sessions without a close; of the others a close is always there. */
  @ParameterizedTest
  @EnumSource(value = Venue.class, names = "COINGECKO", mode = EnumSource.Mode.EXCLUDE)
  void aMissingCloseIsLeftOutOrRefusedAndNeverZero(Venue venue) throws Exception {
    List<Row> rows = Answers.rows(venue);
    rows.set(1, new Row(Answers.label(venue, 1), "null", "null", "null", "null"));
    String body = Answers.page(venue, rows);
    try (FaultyServer server = new FaultyServer(FaultyServer.answer(200, "", body))) {
      PriceSource source = LocalSource.of(venue, server.url("http"));
      if (EnumSet.of(Venue.YAHOO, Venue.NASDAQ, Venue.COINMETRICS).contains(venue)) {
        assertThat(LocalSource.bars(source, venue))
            .extracting(Bar::close)
            .containsExactly(100.0, 102.0);
      } else {
        SourceException refused =
            (SourceException) catchThrowable(() -> LocalSource.bars(source, venue));
        assertThat(refused.kind()).isEqualTo(Kind.MALFORMED);
      }
    }
  }

  private static List<Double> closes(int n) {
    return List.of(100.0, 101.0, 102.0).subList(0, n);
  }

  static Stream<Venue> quoting() {
    return Stream.of(Venue.values()).filter(Answers::hasQuotes);
  }

  @ParameterizedTest
  @MethodSource("quoting")
  void aLastPriceIsTakenWithItsTimeAndNothingElseIs(Venue venue) throws Exception {
    Instant justNow = Answers.NOW.minusSeconds(3);
    assertThat(quoted(venue, "119842.17", justNow)).isNull();
    // A venue's clock may be half a minute ahead; ten minutes are a fault.
    assertThat(quoted(venue, "119842.17", Answers.NOW.plusSeconds(30))).isNull();
    for (Throwable thrown :
        List.of(
            quoted(venue, "119842.17", Answers.NOW.plusSeconds(600)),
            quoted(venue, "0", justNow),
            quoted(venue, "-1", justNow),
            quoted(venue, "1e99", justNow),
            quoted(venue, "1e-999999999", justNow),
            quoted(venue, "NaN", justNow),
            quoted(venue, "null", justNow),
            quoted(venue, "", justNow))) {
      assertThat(((SourceException) thrown).kind()).isEqualTo(Kind.MALFORMED);
    }
  }

  private static @Nullable Throwable quoted(Venue venue, String price, Instant time)
      throws Exception {
    try (FaultyServer server =
        new FaultyServer(FaultyServer.answer(200, "", Answers.quote(venue, price, time)))) {
      PriceSource source = LocalSource.of(venue, server.url("http"));
      return catchThrowable(
          () -> {
            var quote = source.quote(Answers.instrument(venue), Answers.NOW).orElseThrow();
            assertThat(quote.price()).isEqualByComparingTo(price);
            assertThat(quote.time().getEpochSecond()).isEqualTo(time.getEpochSecond());
            assertThat(quote.source()).isEqualTo(venue.label());
          });
    }
  }

  @Test
  void aWarningOfKrakensIsNoError() throws Exception {
    String body =
        Answers.page(Venue.KRAKEN, Answers.rows(Venue.KRAKEN))
            .replace("\"error\":[]", "\"error\":[\"WGeneral:Deprecated\"]");
    try (FaultyServer server = new FaultyServer(FaultyServer.answer(200, "", body))) {
      assertThat(LocalSource.bars(LocalSource.of(Venue.KRAKEN, server.url("http")), Venue.KRAKEN))
          .extracting(Bar::close)
          .isEqualTo(closes(3));
    }
  }

  /** Our clock is hours ahead: what it takes for over is not. */
  @Test
  void krakensNewestBarIsNotTakenWhateverTheClockSays() throws Exception {
    String body = Answers.page(Venue.KRAKEN, Answers.rows(Venue.KRAKEN));
    try (FaultyServer server = new FaultyServer(FaultyServer.answer(200, "", body))) {
      PriceSource source = LocalSource.of(Venue.KRAKEN, server.url("http"));
      assertThat(
              source.bars(
                  Answers.instrument(Venue.KRAKEN),
                  Answers.interval(Venue.KRAKEN),
                  Answers.from(Venue.KRAKEN),
                  Answers.NOW.plus(Duration.ofHours(5))))
          .extracting(Bar::close)
          .isEqualTo(closes(3));
    }
  }

  /** The newest hour has just ended, or a session's bell has just rung: not final yet. */
  @ParameterizedTest
  @EnumSource(value = Venue.class, names = "COINGECKO", mode = EnumSource.Mode.EXCLUDE)
  void aBarThatHasJustEndedIsNotTakenYet(Venue venue) throws Exception {
    Instant end =
        switch (venue.kind()) {
          case CRYPTO -> Answers.label(venue, 3);
          case EQUITY -> Instant.parse("2025-07-14T20:00:00Z");
          case METRIC -> Instant.parse("2025-07-13T00:00:00Z");
        };
    String body = Answers.page(venue, Answers.rows(venue));
    try (FaultyServer server = new FaultyServer(FaultyServer.answer(200, "", body))) {
      PriceSource source = LocalSource.of(venue, server.url("http"));
      for (int minutes : new int[] {0, 25}) {
        assertThat(
                source.bars(
                    Answers.instrument(venue),
                    Answers.interval(venue),
                    Answers.from(venue),
                    end.plus(Duration.ofMinutes(minutes))))
            .as("%d minutes after the end", minutes)
            .extracting(Bar::close)
            .isEqualTo(closes(minutes == 0 ? 2 : 3));
      }
    }
  }
}
