package lowtide.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.PriceFeed;
import lowtide.market.PriceHistory;
import lowtide.market.PriceSource;
import lowtide.market.ReadOnceHistory;
import lowtide.market.source.HistorySource;
import lowtide.replay.Replay;
import lowtide.store.sql.Database;
import lowtide.store.sql.SqlPriceHistory;

/** The stored history, read only, with the same rules and signals as the bot's. */
final class History implements AutoCloseable {
  private final Database database;
  private final PriceFeed feed;
  private final Parts parts;

  History(Settings settings, Path data) {
    database = Stores.openForReading(settings, data);
    PriceHistory history = new ReadOnceHistory(new SqlPriceHistory(database));
    PriceSource source = new HistorySource(history);
    Map<Instrument, List<PriceSource>> sources = new LinkedHashMap<>();
    settings.instruments().forEach(w -> sources.put(w.instrument(), List.of(source)));
    feed = new PriceFeed(sources, history);
    parts = new Parts(settings);
  }

  PriceFeed feed() {
    return feed;
  }

  Parts parts() {
    return parts;
  }

  Replay replay() {
    return new Replay(feed, parts.rules(), parts.policy());
  }

  /** Whether any bar is there at all by then. */
  boolean isEmpty(Instant at) {
    return feed.isEmpty(at);
  }

  @Override
  public void close() {
    database.close();
  }
}
