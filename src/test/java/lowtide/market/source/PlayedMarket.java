package lowtide.market.source;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;
import lowtide.market.source.Answers.Row;

/**
 * What the venues know of recorded bars by a clock.
 *
 * <p>A last price is the close of the newest hour that is over, a little different from venue to
 * venue; bars that are not over are there too, as in reality.
 */
final class PlayedMarket {
  private final Map<Instrument, Series> daily;
  private final Map<Instrument, Series> hourly;
  private final Clock clock;

  PlayedMarket(Map<Instrument, Series> daily, Map<Instrument, Series> hourly, Clock clock) {
    this.daily = daily;
    this.hourly = hourly;
    this.clock = clock;
  }

  String answer(Venue venue, URI uri, LocalVenues.Fault fault) {
    Map<String, String> query = query(uri);
    String path = uri.getPath();
    Instrument instrument = instrument(venue, path, query);
    boolean bars =
        switch (venue) {
          case COINBASE -> path.endsWith("/candles");
          case KRAKEN -> path.endsWith("/OHLC");
          case BINANCE -> path.endsWith("/klines");
          case BITSTAMP -> path.contains("/ohlc/");
          case YAHOO -> query.containsKey("period1");
          default -> true;
        };
    if (!bars) {
      Instant now = clock.instant();
      double price =
          last(instrument, now) * skew(venue) * (fault == LocalVenues.Fault.BAD_TICK ? .7 : 1);
      Instant time = fault == LocalVenues.Fault.OLD_TICK ? now.minus(Duration.ofMinutes(30)) : now;
      return Answers.quote(venue, String.valueOf(price), time);
    }
    List<Row> rows = rows(venue, instrument, query);
    if (venue == Venue.COINBASE || venue == Venue.NASDAQ) {
      Collections.reverse(rows);
    }
    return Answers.bars(venue, rows);
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = uri.getQuery() == null ? "" : uri.getQuery();
    for (String pair : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return query;
  }

  private Instrument instrument(Venue venue, String path, Map<String, String> query) {
    String code =
        switch (venue) {
          case KRAKEN -> query.getOrDefault("pair", "");
          case BINANCE -> query.getOrDefault("symbol", "");
          case COINBASE -> path.split("/", -1)[2];
          case BITSTAMP, NASDAQ, YAHOO -> path.split("/", -1)[venue == Venue.NASDAQ ? 3 : 4];
          default -> "";
        };
    String wanted = code.toUpperCase(Locale.ROOT).replace("XBT", "BTC");
    return daily.keySet().stream()
        .filter(known -> wanted.startsWith(known.symbol()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + code + " in " + path));
  }

  /** A basis point up or down, so that no two venues agree to the cent. */
  private static double skew(Venue venue) {
    return switch (venue) {
      case KRAKEN -> 1.0001;
      case BINANCE -> .9999;
      default -> 1;
    };
  }

  private double last(Instrument instrument, Instant now) {
    Series hours = hourly.getOrDefault(instrument, Series.empty(instrument, Interval.HOUR));
    int n = hours.countUntil(now);
    if (n > 0) {
      return hours.close(n - 1);
    }
    Series days = daily.get(instrument);
    return days.close(Math.max(0, days.countUntil(now) - 1));
  }

  private List<Row> rows(Venue venue, Instrument instrument, Map<String, String> query) {
    Instant now = clock.instant();
    boolean hours =
        switch (venue) {
          case COINBASE -> query.get("granularity").equals("3600");
          case KRAKEN -> query.get("interval").equals("60");
          case BINANCE -> query.get("interval").equals("1h");
          case BITSTAMP -> query.get("step").equals("3600");
          default -> false;
        };
    Series series =
        hours
            ? hourly.getOrDefault(instrument, Series.empty(instrument, Interval.HOUR))
            : daily.get(instrument);
    Instant from =
        switch (venue) {
          case COINBASE -> Instant.parse(query.get("start"));
          case KRAKEN, BITSTAMP ->
              Instant.ofEpochSecond(
                  Long.parseLong(query.get(venue == Venue.KRAKEN ? "since" : "start")));
          case BINANCE -> Instant.ofEpochMilli(Long.parseLong(query.get("startTime")));
          case YAHOO -> Instant.ofEpochSecond(Long.parseLong(query.get("period1")));
          default -> Instant.parse(query.get("fromdate") + "T00:00:00Z");
        };
    Instant to = venue == Venue.COINBASE ? Instant.parse(query.get("end")) : now;
    int most =
        switch (venue) {
          case COINBASE -> 300;
          case KRAKEN -> 720;
          case BINANCE, BITSTAMP -> 1_000;
          default -> 10_000;
        };
    List<Row> rows = new ArrayList<>();
    int end = series.countUntil(now);
    for (int i = 0;
        i < end && rows.size() < (venue == Venue.KRAKEN ? Integer.MAX_VALUE : most);
        i++) {
      Instant opensAt = series.opensAt(i);
      if (!opensAt.isBefore(from) && !opensAt.isAfter(to)) {
        rows.add(row(series, i, skew(venue)));
      }
    }
    // The one that is not over: everywhere but where it is left out on request.
    if (end < series.size()
        && !series.opensAt(end).isAfter(now)
        && (rows.size() < most || venue == Venue.KRAKEN)
        && !series.opensAt(end).isAfter(to)
        && venue != Venue.BITSTAMP
        && venue != Venue.NASDAQ) {
      rows.add(Row.of(series.opensAt(end), 3 + last(instrument, now)));
    }
    return new ArrayList<>(rows.subList(Math.max(0, rows.size() - most), rows.size()));
  }

  private static Row row(Series series, int i, double skew) {
    double close = series.close(i) * skew;
    return new Row(
        series.opensAt(i),
        text(series.open(i) * skew, close),
        text(series.high(i) * skew, close),
        text(series.low(i) * skew, close),
        String.valueOf(close));
  }

  private static String text(double value, double close) {
    return String.valueOf(Double.isNaN(value) ? close : value);
  }
}
