package lowtide.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Keeps the history up to date from the sources, and shows the market as it was known at a moment.
 *
 * <p>A source that fails leaves everything as it was: prices grow old, and what reads them sees
 * their age.
 */
public final class PriceFeed implements AutoCloseable {
  private static final int MOST_REQUESTS = 32;

  /** Who starts after so long has gaps that others have not filled. */
  private static final Duration LATELY = Duration.ofMinutes(15);

  private final Map<Instrument, List<PriceSource>> sources;
  private final PriceHistory history;
  private final Troubles troubles = new Troubles();
  private final ExecutorService executor = executor();
  private final List<List<BarFeed>> bars = new ArrayList<>(); // by instrument
  private final QuoteFeed quotes;
  // Replaced as a whole when bars come in, so that a view of them costs nothing.
  private volatile Map<Interval, Map<Instrument, Series>> kept = Map.of();
  private Map<PriceHistory.Key, Long> read; // how often each had changed then
  private volatile boolean filled;
  private final Object polling = new Object();

  /** How far a backfill has come: the newest day or hour that is kept of what is wanted. */
  public record Progress(
      Instrument instrument,
      Interval interval,
      String source,
      Instant from,
      Instant reached,
      Instant until) {}

  /**
   * @param sources by instrument, in the order in which they are asked
   */
  public PriceFeed(Map<Instrument, List<PriceSource>> sources, PriceHistory history) {
    this(sources, history, progress -> {});
  }

  /**
   * @param progress told after every page of a backfill, by several threads
   */
  public PriceFeed(
      Map<Instrument, List<PriceSource>> sources,
      PriceHistory history,
      Consumer<Progress> progress) {
    this.history = history;
    this.read = history.changes();
    sources.forEach(
        (instrument, asked) -> {
          List<BarFeed> feeds = new ArrayList<>();
          for (Interval interval : Interval.values()) {
            feeds.add(new BarFeed(instrument, interval, asked, history, troubles, progress));
          }
          bars.add(feeds);
        });
    keep();
    // A metric has bars, but no last price.
    this.sources = new LinkedHashMap<>(sources);
    this.sources.keySet().removeIf(instrument -> instrument.kind() == Instrument.Kind.METRIC);
    this.quotes = new QuoteFeed(this.sources, troubles, executor);
  }

  /** As many requests at once as there are venues to wait for; idle threads end. */
  private static ExecutorService executor() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            MOST_REQUESTS,
            MOST_REQUESTS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "prices");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private Map<Instrument, Series> kept(Interval interval) {
    return kept.getOrDefault(interval, Map.of());
  }

  private synchronized void keep() {
    Map<Interval, Map<Instrument, Series>> all = new EnumMap<>(Interval.class);
    for (List<BarFeed> feeds : bars) {
      for (BarFeed feed : feeds) {
        Series series = feed.series();
        all.computeIfAbsent(series.interval(), interval -> new LinkedHashMap<>())
            .put(series.instrument(), series);
      }
    }
    all.replaceAll((interval, series) -> Map.copyOf(series));
    kept = all;
  }

  /** What has a price: metrics are not among them. */
  public Collection<Instrument> instruments() {
    return sources.keySet();
  }

  /** Fetches the bars that have finished since the last time; what a source lacks stays missing. */
  public void pollBars(Instant now) {
    synchronized (polling) {
      poll(now);
    }
  }

  private void poll(Instant now) {
    List<CompletableFuture<Void>> polls = new ArrayList<>();
    for (List<BarFeed> feeds : bars) {
      polls.add(
          CompletableFuture.runAsync(
              () -> {
                for (BarFeed feed : feeds) {
                  feed.poll(now);
                  keep();
                }
              },
              executor));
    }
    CompletableFuture.allOf(polls.toArray(CompletableFuture<?>[]::new)).join();
    filled = true;
  }

  /** Takes over the bars that others, such as another node, have written to the history. */
  public synchronized void catchUp(Instant now) {
    Map<PriceHistory.Key, Long> changes = history.changes();
    if (!changes.equals(read)) {
      for (List<BarFeed> feeds : bars) {
        for (BarFeed feed : feeds) {
          if (!Objects.equals(changes.get(feed.key()), read.get(feed.key()))) {
            feed.readAgain();
          }
        }
      }
      read = changes;
      keep();
    }
    filled |= history.asked().filter(at -> at.isAfter(now.minus(LATELY))).isPresent();
  }

  /**
   * Whether every source was asked for its bars, here or lately by another: before, history has
   * gaps yet to be filled.
   */
  public boolean isFilled() {
    return filled;
  }

  /** Asks for the last prices of these. */
  public void pollQuotes(Collection<Instrument> due, Instant now) {
    quotes.poll(due, now);
  }

  /** What does not work at the moment: source, instrument, and why. */
  public Map<String, String> troubles() {
    return troubles.open();
  }

  /** Where the newest daily bar of an instrument is from. */
  public String source(Instrument instrument) {
    return history.source(instrument, Interval.DAY);
  }

  /** The market as it is known now, with the last prices that were asked for. */
  public MarketView now(Instant now) {
    Map<Instrument, Quote> known = new LinkedHashMap<>();
    for (Instrument instrument : instruments()) {
      quotes.of(instrument, now).ifPresent(quote -> known.put(instrument, quote));
    }
    return new MarketView(now, kept(Interval.DAY), kept(Interval.HOUR), known);
  }

  /** The market as it was known at {@code at}; for sources that can be asked about the past. */
  public MarketView asOf(Instant at) {
    return MarketView.lookingUp(
        at,
        kept(Interval.DAY),
        kept(Interval.HOUR),
        instrument ->
            sources.getOrDefault(instrument, List.of()).stream()
                .flatMap(source -> source.quote(instrument, at).stream())
                .findFirst()
                .orElse(null));
  }

  /** Whether no bar had ended by {@code at}. */
  public boolean isEmpty(Instant at) {
    return kept.values().stream()
        .flatMap(series -> series.values().stream())
        .allMatch(series -> series.countUntil(at) == 0);
  }

  /**
   * The moments at which a bar ended, after {@code from} and up to {@code to}: when recorded or
   * simulated history became known.
   */
  public List<Instant> moments(Instant from, Instant to) {
    return kept.values().stream()
        .flatMap(all -> all.values().stream())
        .flatMapToLong(
            series ->
                IntStream.range(series.countUntil(from), series.countUntil(to))
                    .mapToLong(i -> series.closesAt(i).getEpochSecond()))
        .sorted()
        .mapToObj(Instant::ofEpochSecond)
        .distinct()
        .toList();
  }

  /** Asks nothing any more; what was asked is waited for by nobody. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
