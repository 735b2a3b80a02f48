package lowtide.market.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import lowtide.market.Bar;
import lowtide.market.Interval;
import lowtide.market.PriceSource;
import lowtide.market.Quote;
import lowtide.market.SourceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 100,000 broken answers: whatever comes, a source gives good bars or throws its own exception.
 *
 * <p>The only test here without a socket, for its number; {@link SourceFailuresTest} has those.
 */
class SourceFuzzTest {
  private static final int BODIES = 100_000 / Venue.values().length;
  private static final String[] EXTREMES = {
    "0",
    "-1",
    "1e99",
    "-1e-99",
    "NaN",
    "null",
    "true",
    "\"\"",
    "\"x\"",
    "[]",
    "{}",
    "9223372036854775808",
    "1e400",
    "0.0000000001",
    "\"-0\"",
    "253402300800",
    "-9223372036854775808",
    "\"9e99999\"",
    "1e-999999999",
    "\"1e-999999999\"",
    "1e999999999",
    "\"0e999999999\""
  };

  @ParameterizedTest
  @EnumSource(Venue.class)
  void nothingButASourceExceptionIsThrownAndNothingButGoodBarsComeOut(Venue venue) {
    Random random = new Random(venue.ordinal());
    Canned client = new Canned();
    SourceSettings settings =
        new SourceSettings(
            venue,
            URI.create("http://127.0.0.1:9"),
            null,
            new Limit(1_000_000, Duration.ofNanos(1_000_000)));
    String bars = Answers.page(venue, Answers.rows(venue));
    String quote = Answers.quote(venue, "119842.17", Answers.NOW.minusSeconds(3));
    int taken = 0;
    for (int i = 0; i < BODIES; i++) {
      // A new one each time: failures in a row would make it rest.
      PriceSource source =
          venue.source(
              new HttpFetcher(
                  settings,
                  Map.of(),
                  client,
                  Clock.fixed(Answers.NOW, ZoneOffset.UTC),
                  HttpFetcher.TIMEOUT),
              Answers.codes(venue));
      boolean asksForBars = Answers.hasBars(venue) && (!Answers.hasQuotes(venue) || i % 4 > 0);
      client.body = mutated(asksForBars ? bars : quote, random);
      try {
        if (asksForBars) {
          taken +=
              check(
                  source.bars(
                      Answers.instrument(venue),
                      Answers.interval(venue),
                      Answers.from(venue),
                      Answers.NOW),
                  Answers.interval(venue),
                  venue);
        } else {
          Optional<Quote> price = source.quote(Answers.instrument(venue), Answers.NOW);
          price.ifPresent(
              known -> assertThat(known.time()).isBefore(Answers.NOW.plus(Duration.ofMinutes(2))));
          taken += price.isPresent() ? 1 : 0;
        }
      } catch (SourceException e) {
        assertThat(e.getMessage()).startsWith(venue.label() + ": ");
      }
    }
    // Some mutations leave a body good: else the test would test nothing.
    assertThat(taken).isBetween(BODIES / 200, 3 * BODIES);
  }

  private static int check(List<Bar> bars, Interval interval, Venue venue) {
    Instant before = Answers.from(venue).minusSeconds(1);
    for (Bar bar : bars) {
      assertThat(bar.opensAt()).isAfter(before);
      assertThat(
              bar.opensAt()
                  .plus(interval == Interval.DAY ? Duration.ofHours(20) : interval.length()))
          .isBeforeOrEqualTo(Answers.NOW);
      assertThat(bar.close()).isBetween(Double.MIN_VALUE, Bar.HIGHEST_PRICE);
      before = bar.opensAt();
    }
    return bars.size();
  }

  /** One to three changes: bytes flipped, dropped, put in or doubled; values made extreme. */
  private static byte[] mutated(String good, Random random) {
    String text = good;
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && !text.isEmpty(); i++) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(12));
      text =
          switch (random.nextInt(7)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, end) + text.substring(at, end) + text.substring(end);
            case 2 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at);
            case 3 -> text.substring(0, at);
            default -> extreme(text, at, random);
          };
    }
    return text.getBytes(
        random.nextInt(10) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
  }

  /** The number behind a position, with its quotes or without, becomes another value. */
  private static String extreme(String text, int at, Random random) {
    int from = at;
    while (from < text.length() && !Character.isDigit(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < text.length() && (Character.isDigit(text.charAt(to)) || text.charAt(to) == '.')) {
      to++;
    }
    return text.substring(0, from) + EXTREMES[random.nextInt(EXTREMES.length)] + text.substring(to);
  }
}
