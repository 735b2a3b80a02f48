package lowtide.market.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import lowtide.market.Bar;
import lowtide.market.PriceSource;
import lowtide.market.SourceException;
import lowtide.market.SourceException.Kind;
import lowtide.market.source.Answers.Row;
import lowtide.market.source.FaultyServer.Behaviour;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every live source against every known way of failing, over real sockets. */
class SourceFailuresTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** For what never ends. */
  private static final Duration SHORT = Duration.ofMillis(150);

  private static final Set<Kind> UNAVAILABLE = EnumSet.of(Kind.UNAVAILABLE);
  private static final Set<Kind> MALFORMED = EnumSet.of(Kind.MALFORMED);
  private static final Set<Kind> REFUSED = EnumSet.of(Kind.REFUSED);
  private static final Set<Kind> NO_SYMBOL = EnumSet.of(Kind.UNKNOWN_SYMBOL);
  private static final Set<Kind> ANY = EnumSet.allOf(Kind.class);

  /** What goes wrong on the way, and what it is to be called. */
  private record Fault(
      String name, Function<Venue, Behaviour> behaviour, Set<Kind> kinds, Duration timeout) {
    Fault(String name, Function<Venue, Behaviour> behaviour, Set<Kind> kinds) {
      this(name, behaviour, kinds, TIMEOUT);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Fault status(int status, Set<Kind> kinds) {
    return new Fault("HTTP " + status, v -> FaultyServer.answer(status, "", "{}"), kinds);
  }

  private static Fault body(String name, Function<Venue, String> body, Set<Kind> kinds) {
    return new Fault(name, v -> FaultyServer.answer(200, "", body.apply(v)), kinds);
  }

  private static final List<Fault> FAULTS =
      List.of(
          body(
              "a web page with 200", v -> "<!doctype html><title>Access Denied</title>", MALFORMED),
          body("an error field with 200", Answers::error, ANY),
          status(429, UNAVAILABLE),
          new Fault(
              "429 with Retry-After",
              v -> FaultyServer.answer(429, "Retry-After: 7\r\n", "Too Many Requests"),
              UNAVAILABLE),
          status(418, UNAVAILABLE),
          status(451, REFUSED),
          status(403, REFUSED),
          status(401, REFUSED),
          status(404, NO_SYMBOL),
          status(500, UNAVAILABLE),
          status(502, UNAVAILABLE),
          status(503, UNAVAILABLE),
          status(204, ANY),
          body("an empty body", v -> "", MALFORMED),
          body("blanks", v -> " \r\n ", MALFORMED),
          body("half a document", v -> "{\"a\":[1,2", MALFORMED),
          body("two documents", v -> "{} {}", MALFORMED),
          body("not UTF-8 of JSON", v -> "\u0000\u0001", MALFORMED),
          body("a number", v -> "42", MALFORMED),
          body("null", v -> "null", MALFORMED),
          body("a list of the wrong things", v -> "[true,{\"x\":[]},\"y\"]", MALFORMED),
          body("rows that are too short", Answers::ragged, MALFORMED),
          body("nested too deeply", v -> "[".repeat(100_000), MALFORMED),
          body("more than the largest body", v -> "[" + "1,".repeat(3 << 20), MALFORMED),
          new Fault(
              "a body that is cut off",
              v ->
                  (socket, out) ->
                      out.write(
                          "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"a\":"
                              .getBytes(StandardCharsets.UTF_8)),
              UNAVAILABLE),
          new Fault("a dripping body", v -> SourceFailuresTest::drip, UNAVAILABLE, SHORT),
          new Fault("a body without end", v -> SourceFailuresTest::flood, MALFORMED),
          new Fault("silence", v -> (socket, out) -> Thread.sleep(3_000), UNAVAILABLE, SHORT),
          new Fault(
              "a connection closed at once", v -> (socket, out) -> socket.close(), UNAVAILABLE),
          new Fault(
              "a connection reset",
              v ->
                  (socket, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Le".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    socket.setSoLinger(true, 0);
                    socket.close();
                  },
              UNAVAILABLE),
          new Fault(
              "not HTTP at all",
              v ->
                  (socket, out) -> out.write("220 mail ready\r\n".getBytes(StandardCharsets.UTF_8)),
              UNAVAILABLE),
          new Fault(
              "a redirect to a private address",
              v -> FaultyServer.answer(302, "Location: https://10.0.0.1/inside\r\n", ""),
              REFUSED),
          new Fault(
              "a redirect to cloud metadata",
              v -> FaultyServer.answer(302, "Location: http://169.254.169.254/latest\r\n", ""),
              REFUSED),
          new Fault(
              "a redirect in a circle",
              v -> FaultyServer.answer(302, "Location: /again\r\n", ""),
              MALFORMED),
          new Fault("a redirect to nowhere", v -> FaultyServer.answer(302, "", ""), MALFORMED));

  private static void drip(java.net.Socket socket, OutputStream out) throws Exception {
    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 100; i++) {
      out.write('[');
      out.flush();
      Thread.sleep(50);
    }
  }

  private static void flood(java.net.Socket socket, OutputStream out) throws Exception {
    out.write("HTTP/1.1 200 OK\r\n\r\n[".getBytes(StandardCharsets.UTF_8));
    byte[] chunk = "1,".repeat(50_000).getBytes(StandardCharsets.UTF_8);
    while (true) {
      out.write(chunk);
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(Venue.values())
        .flatMap(venue -> FAULTS.stream().map(fault -> Arguments.of(venue, fault)));
  }

  private static PriceSource source(Venue venue, URI url) {
    return source(venue, url, TIMEOUT);
  }

  private static PriceSource source(Venue venue, URI url, Duration timeout) {
    SourceSettings settings =
        new SourceSettings(venue, url, null, new Limit(100, Duration.ofSeconds(1)));
    HttpFetcher http =
        new HttpFetcher(
            settings,
            venue.headers(settings),
            HttpFetcher.client(),
            Clock.fixed(Answers.NOW, ZoneOffset.UTC),
            timeout);
    return venue.source(http, Answers.codes(venue));
  }

  private static List<Bar> bars(PriceSource source, Venue venue) {
    return source.bars(
        Answers.instrument(venue), Answers.interval(venue), Answers.from(venue), Answers.NOW);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void aFaultOfTheAnswerIsASourceExceptionOfItsKind(Venue venue, Fault fault) throws Exception {
    try (FaultyServer server = new FaultyServer(fault.behaviour().apply(venue))) {
      PriceSource source = source(venue, server.url("http"), fault.timeout());
      List<Throwable> thrown = new ArrayList<>();
      if (Answers.hasQuotes(venue)) {
        thrown.add(catchThrowable(() -> source.quote(Answers.instrument(venue), Answers.NOW)));
      }
      if (Answers.hasBars(venue)) {
        thrown.add(catchThrowable(() -> bars(source, venue)));
      }
      for (Throwable one : thrown) {
        assertThat(one).as("%s: %s", venue, fault).isInstanceOf(SourceException.class);
        assertThat(one).hasMessageStartingWith(venue.label() + ": ");
        assertThat(fault.kinds()).contains(((SourceException) one).kind());
      }
      assertThat(thrown).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void whatCannotBeReachedIsUnavailable(Venue venue) throws Exception {
    URI closed;
    try (FaultyServer server = new FaultyServer((socket, out) -> {})) {
      closed = server.url("http");
    }
    List<URI> unreachable = List.of(closed, URI.create("http://no-such-host.invalid"), closedTls());
    for (URI url : unreachable) {
      PriceSource source = source(venue, url);
      Throwable thrown =
          catchThrowable(
              () -> {
                if (Answers.hasBars(venue)) {
                  bars(source, venue);
                } else {
                  source.quote(Answers.instrument(venue), Answers.NOW);
                }
              });
      assertThat(thrown).as("%s %s", venue, url).isInstanceOf(SourceException.class);
      assertThat(((SourceException) thrown).kind()).isEqualTo(Kind.UNAVAILABLE);
    }
  }

  /** A port behind which nobody speaks TLS. */
  private static URI closedTls() throws Exception {
    FaultyServer plain = new FaultyServer(FaultyServer.answer(200, "", "{}"));
    URI url = plain.url("https");
    Thread closer =
        new Thread(
            () -> {
              try (plain) {
                Thread.sleep(10_000);
              } catch (Exception e) {
                Thread.currentThread().interrupt();
              }
            });
    closer.setDaemon(true);
    closer.start();
    return url;
  }

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
    return venue.kind() == lowtide.market.Instrument.Kind.METRIC
        ? Instant.parse("2025-07-14T00:00:00Z")
        : venue.kind() == lowtide.market.Instrument.Kind.CRYPTO
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
    String body = Answers.bars(venue, values.rows().apply(venue));
    try (FaultyServer server = new FaultyServer(FaultyServer.answer(200, "", body))) {
      PriceSource source = source(venue, server.url("http"));
      List<Bar> taken = new ArrayList<>();
      Throwable thrown = catchThrowable(() -> taken.addAll(bars(source, venue)));

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
    String body = Answers.bars(venue, rows);
    try (FaultyServer server = new FaultyServer(FaultyServer.answer(200, "", body))) {
      PriceSource source = source(venue, server.url("http"));
      if (EnumSet.of(Venue.YAHOO, Venue.NASDAQ, Venue.COINMETRICS).contains(venue)) {
        assertThat(bars(source, venue)).extracting(Bar::close).containsExactly(100.0, 102.0);
      } else {
        SourceException refused = (SourceException) catchThrowable(() -> bars(source, venue));
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
            quoted(venue, "NaN", justNow),
            quoted(venue, "null", justNow),
            quoted(venue, "", justNow))) {
      assertThat(((SourceException) thrown).kind()).isEqualTo(Kind.MALFORMED);
    }
  }

  private static @org.jspecify.annotations.Nullable Throwable quoted(
      Venue venue, String price, Instant time) throws Exception {
    try (FaultyServer server =
        new FaultyServer(FaultyServer.answer(200, "", Answers.quote(venue, price, time)))) {
      PriceSource source = source(venue, server.url("http"));
      return catchThrowable(
          () -> {
            var quote = source.quote(Answers.instrument(venue), Answers.NOW).orElseThrow();
            assertThat(quote.price()).isEqualByComparingTo(price);
            assertThat(quote.time().getEpochSecond()).isEqualTo(time.getEpochSecond());
            assertThat(quote.source()).isEqualTo(venue.label());
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void whoAskedToBeLeftAloneIsNotAskedAgain(Venue venue) throws Exception {
    try (FaultyServer server =
        new FaultyServer(FaultyServer.answer(429, "Retry-After: 7\r\n", ""))) {
      PriceSource source = source(venue, server.url("http"));
      Throwable first = catchThrowable(() -> ask(source, venue));
      Throwable second = catchThrowable(() -> ask(source, venue));

      assertThat(((SourceException) first).retryAfter()).contains(Duration.ofSeconds(7));
      assertThat(second).hasMessageContaining("asked to be left alone");
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void aSourceThatFailsAgainAndAgainIsLeftAloneForAWhile(Venue venue) throws Exception {
    try (FaultyServer server = new FaultyServer(FaultyServer.answer(500, "", "{}"))) {
      PriceSource source = source(venue, server.url("http"));
      Throwable last = null;
      for (int i = 0; i < 8; i++) {
        last = catchThrowable(() -> ask(source, venue));
      }

      assertThat(server.requests()).isEqualTo(4);
      assertThat(last)
          .hasMessageContaining("left alone for a while after")
          .hasMessageContaining("HTTP 500");
    }
  }

  private static void ask(PriceSource source, Venue venue) {
    if (Answers.hasBars(venue)) {
      bars(source, venue);
    } else {
      source.quote(Answers.instrument(venue), Answers.NOW);
    }
  }
}
