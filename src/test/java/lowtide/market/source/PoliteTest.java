package lowtide.market.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lowtide.market.SourceException;
import lowtide.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source may expect of us: its wishes are kept, and keys go nowhere else. */
class PoliteTest {
  private static final Instant NOW = Instant.parse("2025-07-14T22:30:00Z");

  private static Map<String, List<String>> headers(String date, String retryAfter) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (date != null) {
      headers.put("Date", List.of(date));
    }
    if (retryAfter != null) {
      headers.put("Retry-After", List.of(retryAfter));
    }
    return headers;
  }

  /** A date is by the server's clock, which may be hours from ours. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 |                               | 120                           | PT2M",
        "503 |                               | 7                             | PT7S",
        "429 |                               | Mon, 14 Jul 2025 22:31:30 GMT | PT90S",
        "429 | Tue, 15 Jul 2025 09:00:00 GMT | Tue, 15 Jul 2025 09:01:30 GMT | PT90S",
        "429 | Tue, 15 Jul 2025 09:00:00 GMT | Mon, 14 Jul 2025 09:01:30 GMT | PT30S",
        "429 |                               | soon                          | PT30S",
        "429 |                               | -5                            | PT30S",
        "429 |                               |                               | PT30S",
        "418 |                               |                               | PT2M",
        "500 |                               |                               | ",
      })
  void howLongToBeQuietIsReadFromSecondsOrADate(
      int status, String date, String retryAfter, Duration quiet) {
    HttpHeaders headers = HttpHeaders.of(headers(date, retryAfter), (name, value) -> true);

    assertThat(RetryAfter.of(status, headers, NOW).orElse(null)).isEqualTo(quiet);
  }

  @Test
  void aSilenceEndsByItselfAndWhenTheClockIsSetBack() {
    Instant[] now = {NOW};
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now[0];
          }

          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    Patience patience = new Patience("X", new Limit(100, Duration.ofSeconds(1)), clock);
    SourceException busy =
        new SourceException(
            SourceException.Kind.UNAVAILABLE, "X: HTTP 429", Duration.ofDays(30), null);
    catchThrowableOfType(SourceException.class, () -> ask(patience, busy));

    now[0] = NOW.plus(Duration.ofHours(5));
    assertThat(catchThrowableOfType(SourceException.class, () -> ask(patience, null)))
        .hasMessage("X: asked to be left alone after HTTP 429");
    now[0] = NOW.minus(Duration.ofDays(365));
    assertThat(ask(patience, null)).isEqualTo("answer");
    // Nobody is left alone for longer than six hours, whatever was asked for.
    now[0] = NOW.plus(Duration.ofHours(6));
    assertThat(ask(patience, null)).isEqualTo("answer");
  }

  private static String ask(Patience patience, SourceException failure) {
    return patience.with(
        Duration.ofSeconds(1),
        deadline -> {
          if (failure != null) {
            throw failure;
          }
          return "answer";
        });
  }

  @Test
  void aKeyGoesToNobodyButItsOwner() throws Exception {
    try (FaultyServer elsewhere = new FaultyServer(FaultyServer.answer(200, "", "[]"));
        FaultyServer own = new FaultyServer((socket, out) -> {})) {
      own.behave(FaultyServer.answer(302, "Location: " + elsewhere.url("http") + "/there\r\n", ""));
      SourceSettings settings =
          new SourceSettings(
              Venue.TIINGO,
              URI.create(own.url("http").toString()),
              new Secret("CANARY"),
              new Limit(100, Duration.ofSeconds(1)));
      HttpFetcher http =
          new HttpFetcher(
              settings,
              Venue.TIINGO.headers(settings),
              HttpFetcher.client(),
              Clock.fixed(NOW, ZoneOffset.UTC),
              Duration.ofSeconds(5));

      assertThat(http.headersFor(own.url("http").resolve("/x"))).containsKey("Authorization");
      assertThat(http.headersFor(URI.create("https://elsewhere.example/x")))
          .doesNotContainKey("Authorization")
          .containsKey("User-Agent");
      SourceException refused =
          catchThrowableOfType(SourceException.class, () -> http.get("/x", tree -> tree));
      assertThat(refused.kind()).isEqualTo(SourceException.Kind.REFUSED);
      assertThat(elsewhere.requests()).isZero();
    }
  }
}
