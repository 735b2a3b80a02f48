package lowtide.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The last prices, asked of all venues at once.
 *
 * <p>A poll waits for the slowest venue, but no longer than a few seconds: whoever answers later
 * counts at the next look, and is not asked again before it has answered.
 */
final class QuoteFeed {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  /** Who is in trouble where venues contradict each other. */
  private static final String ALL = "Venues";

  private final Map<Instrument, List<PriceSource>> sources;
  private final Troubles troubles;
  private final Executor executor;
  private final Map<Instrument, Map<String, Quote>> quotes = new ConcurrentHashMap<>();
  private final Set<Venue> asked = ConcurrentHashMap.newKeySet();
  private final Set<Venue> without = ConcurrentHashMap.newKeySet();

  /** A source's last price of an instrument. */
  private record Venue(Instrument instrument, String source) {}

  QuoteFeed(Map<Instrument, List<PriceSource>> sources, Troubles troubles, Executor executor) {
    this.sources = sources;
    this.troubles = troubles;
    this.executor = executor;
  }

  void poll(Collection<Instrument> due, Instant now) {
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    for (Instrument instrument : due) {
      for (PriceSource source : sources.getOrDefault(instrument, List.of())) {
        Venue venue = new Venue(instrument, source.name());
        if (!without.contains(venue) && asked.add(venue)) {
          answers.add(
              CompletableFuture.runAsync(() -> ask(source, instrument, now), executor)
                  .whenComplete((done, failure) -> asked.remove(venue)));
        }
      }
    }
    // What is missing after the wait is missing at this look.
    CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> null)
        .join();
    due.forEach(instrument -> compare(instrument, now));
  }

  private void compare(Instrument instrument, Instant now) {
    List<Quote> contradicting =
        Consensus.contradiction(quotes.getOrDefault(instrument, Map.of()).values(), now);
    if (contradicting.isEmpty()) {
      troubles.recovered(ALL, instrument, "price");
    } else {
      troubles.failed(
          ALL,
          instrument,
          "price",
          "they contradict each other: "
              + contradicting.stream()
                  .map(quote -> quote.source() + " " + quote.price().toPlainString())
                  .collect(Collectors.joining(", ")));
    }
  }

  private void ask(PriceSource source, Instrument instrument, Instant now) {
    try {
      Optional<Quote> quote = source.quote(instrument, now);
      if (quote.isEmpty()) {
        without.add(new Venue(instrument, source.name()));
        return;
      }
      quotes
          .computeIfAbsent(instrument, known -> new ConcurrentHashMap<>())
          .merge(
              source.name(),
              quote.get(),
              (before, fresh) -> fresh.time().isBefore(before.time()) ? before : fresh);
      troubles.recovered(source.name(), instrument, "price");
    } catch (SourceException e) {
      troubles.failed(source.name(), instrument, "price", String.valueOf(e.getMessage()));
    }
  }

  /** The price that the venues agree on; of one source where no more can give one. */
  Optional<Quote> of(Instrument instrument, Instant now) {
    Map<String, Quote> known = quotes.getOrDefault(instrument, Map.of());
    List<String> able =
        sources.getOrDefault(instrument, List.of()).stream()
            .map(PriceSource::name)
            .filter(source -> !without.contains(new Venue(instrument, source)))
            .toList();
    List<String> silent = able.stream().filter(source -> !known.containsKey(source)).toList();
    return able.size() > 1
        ? Consensus.of(known.values(), silent, now)
        : known.values().stream().findFirst().map(Quote::ofOnlySource);
  }
}
