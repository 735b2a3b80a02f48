package lowtide.market.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lowtide.market.PriceSource;
import lowtide.market.SourceException;
import lowtide.market.SourceException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every live source against every known way of failing, over real sockets. */
class SourceFailuresTest {
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("lowtide.market.source.Fault#everywhere")
  void aFaultOfTheAnswerIsASourceExceptionOfItsKind(Venue venue, Fault fault) throws Exception {
    try (FaultyServer server = new FaultyServer(fault.behaviour().apply(venue))) {
      PriceSource source = LocalSource.of(venue, server.url("http"), fault.timeout());
      List<Throwable> thrown = new ArrayList<>();
      if (Answers.hasQuotes(venue)) {
        thrown.add(catchThrowable(() -> source.quote(Answers.instrument(venue), Answers.NOW)));
      }
      if (Answers.hasBars(venue)) {
        thrown.add(catchThrowable(() -> LocalSource.bars(source, venue)));
      }
      for (Throwable one : thrown) {
        assertThat(one).as("%s: %s", venue, fault).isInstanceOf(SourceException.class);
        assertThat(one).hasMessageStartingWith(venue.label() + ": ");
        assertThat(((SourceException) one).kind())
            .as("%s: %s", venue, fault)
            .isEqualTo(fault.kind().apply(venue));
      }
      assertThat(thrown).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void whatCannotBeReachedIsUnavailable(Venue venue) throws Exception {
    FaultyServer.Behaviour good = FaultyServer.answer(200, "", "{}");
    URI closed;
    try (FaultyServer server = new FaultyServer(good)) {
      closed = server.url("http");
    }
    try (FaultyServer plain = new FaultyServer(good);
        FaultyServer unproven = new FaultyServer(good, SelfSigned.sockets())) {
      Map<String, URI> unreachable =
          Map.of(
              "a closed port", closed,
              "DNS failure", URI.create("http://no-such-host.invalid"),
              "TLS to who does not speak it", plain.url("https"),
              "TLS with a certificate that proves nothing", unproven.url("https"));
      unreachable.forEach(
          (name, url) -> {
            PriceSource source = LocalSource.of(venue, url);
            SourceException thrown =
                catchThrowableOfType(SourceException.class, () -> LocalSource.ask(source, venue));
            assertThat(thrown.kind()).as("%s: %s", venue, name).isEqualTo(Kind.UNAVAILABLE);
          });
      // It heard nothing, keys and addresses least of all.
      assertThat(unproven.requests()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void whoAskedToBeLeftAloneIsNotAskedAgain(Venue venue) throws Exception {
    try (FaultyServer server =
        new FaultyServer(FaultyServer.answer(429, "Retry-After: 7\r\n", ""))) {
      PriceSource source = LocalSource.of(venue, server.url("http"));
      Throwable first = catchThrowable(() -> LocalSource.ask(source, venue));
      Throwable second = catchThrowable(() -> LocalSource.ask(source, venue));

      assertThat(((SourceException) first).retryAfter()).contains(Duration.ofSeconds(7));
      assertThat(second).hasMessageContaining("asked to be left alone");
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void aSourceThatFailsAgainAndAgainIsLeftAloneForAWhile(Venue venue) throws Exception {
    try (FaultyServer server = new FaultyServer(FaultyServer.answer(500, "", "{}"))) {
      PriceSource source = LocalSource.of(venue, server.url("http"));
      Throwable last = null;
      for (int i = 0; i < 8; i++) {
        last = catchThrowable(() -> LocalSource.ask(source, venue));
      }

      assertThat(server.requests()).isEqualTo(4);
      assertThat(last)
          .hasMessageContaining("left alone for a while after")
          .hasMessageContaining("HTTP 500");
    }
  }
}
