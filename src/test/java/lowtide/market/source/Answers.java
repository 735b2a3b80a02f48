package lowtide.market.source;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lowtide.market.Instrument;
import lowtide.market.Interval;

/** What each venue answers, in its documented shape, with whatever values a test wants in it. */
final class Answers {
  static final Instant NOW = Instant.parse("2025-07-14T22:30:00Z");

  /** Rows as text, so that they can hold anything: label, open, high, low, close, volume. */
  record Row(Instant opensAt, String open, String high, String low, String close) {
    static Row of(Instant opensAt, double close) {
      return new Row(
          opensAt,
          String.valueOf(close),
          String.valueOf(close + 2),
          String.valueOf(close - 2),
          String.valueOf(close));
    }
  }

  private Answers() {}

  static Instrument instrument(Venue venue) {
    return switch (venue.kind()) {
      case CRYPTO -> new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
      case EQUITY -> new Instrument("IWM", "Russell 2000", Instrument.Kind.EQUITY);
      case METRIC -> new Instrument("MVRV", "MVRV", Instrument.Kind.METRIC);
    };
  }

  static Map<String, String> codes(Venue venue) {
    return Map.of(instrument(venue).symbol(), venue.example());
  }

  /** The interval of which a venue has bars that tests look at. */
  static Interval interval(Venue venue) {
    return venue.kind() == Instrument.Kind.CRYPTO ? Interval.HOUR : Interval.DAY;
  }

  static boolean hasQuotes(Venue venue) {
    return switch (venue) {
      case NASDAQ, TWELVEDATA, TIINGO, COINMETRICS -> false;
      default -> true;
    };
  }

  static boolean hasBars(Venue venue) {
    return venue != Venue.COINGECKO;
  }

  /** From here on three bars of {@link #rows} are over. */
  static Instant from(Venue venue) {
    return label(venue, 0);
  }

  /** The labels of bars 0, 1, 2, which are over, and 3, which is not. */
  static Instant label(Venue venue, int i) {
    if (venue.kind() == Instrument.Kind.CRYPTO) {
      return Instant.parse("2025-07-14T19:00:00Z").plus(Duration.ofHours(i));
    }
    // Sessions; of the metric the days.
    return Instant.parse(
        List.of(
                    "2025-07-10",
                    "2025-07-11",
                    metric(venue) ? "2025-07-12" : "2025-07-14",
                    "2025-07-15")
                .get(i)
            + "T00:00:00Z");
  }

  private static boolean metric(Venue venue) {
    return venue.kind() == Instrument.Kind.METRIC;
  }

  static List<Row> rows(Venue venue) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      rows.add(Row.of(label(venue, i), 100 + i));
    }
    return rows;
  }

  private static LocalDate date(Row row) {
    return LocalDate.ofInstant(row.opensAt(), ZoneOffset.UTC);
  }

  private static String join(List<Row> rows, java.util.function.Function<Row, String> shape) {
    return String.join(",", rows.stream().map(shape).toList());
  }

  /** A text in quotes, unless it is null. */
  private static String quoted(String value) {
    return value.equals("null") ? value : "\"" + value + "\"";
  }

  /** A whole answer: Kraken's always ends with the bar that is not over. */
  static String page(Venue venue, List<Row> rows) {
    List<Row> all = new ArrayList<>(rows);
    if (venue == Venue.KRAKEN) {
      all.add(Row.of(label(venue, 3), 999));
    }
    return bars(venue, all);
  }

  static String bars(Venue venue, List<Row> rows) {
    return switch (venue) {
      case COINBASE ->
          "["
              + join(
                  rows,
                  r ->
                      "[%d,%s,%s,%s,%s,7.5]"
                          .formatted(r.opensAt.getEpochSecond(), r.low, r.high, r.open, r.close))
              + "]";
      case KRAKEN ->
          "{\"error\":[],\"result\":{\"XXBTZUSD\":["
              + join(
                  rows,
                  r ->
                      "[%d,%s,%s,%s,%s,\"1\",\"7.5\",3]"
                          .formatted(
                              r.opensAt.getEpochSecond(),
                              quoted(r.open),
                              quoted(r.high),
                              quoted(r.low),
                              quoted(r.close)))
              + "],\"last\":1}}";
      case BINANCE ->
          "["
              + join(
                  rows,
                  r ->
                      "[%d,%s,%s,%s,%s,\"7.5\",%d,\"1\",1,\"1\",\"1\",\"0\"]"
                          .formatted(
                              r.opensAt.toEpochMilli(),
                              quoted(r.open),
                              quoted(r.high),
                              quoted(r.low),
                              quoted(r.close),
                              r.opensAt.toEpochMilli() + 3_599_999))
              + "]";
      case BITSTAMP ->
          "{\"data\":{\"pair\":\"BTC/USD\",\"ohlc\":["
              + join(
                  rows,
                  r ->
                      "{\"timestamp\":\"%d\",\"open\":%s,\"high\":%s,\"low\":%s,\"close\":%s,\"volume\":\"7.5\"}"
                          .formatted(
                              r.opensAt.getEpochSecond(),
                              quoted(r.open),
                              quoted(r.high),
                              quoted(r.low),
                              quoted(r.close)))
              + "]}}";
      case COINGECKO -> "{}";
      case YAHOO ->
          ("{\"chart\":{\"result\":[{\"meta\":{\"symbol\":\"IWM\",\"exchangeTimezoneName\":\"America/New_York\"},"
                  + "\"timestamp\":[%s],\"indicators\":{\"quote\":[{\"open\":[%s],\"high\":[%s],\"low\":[%s],"
                  + "\"close\":[%s],\"volume\":[]}]}}],\"error\":null}}")
              .formatted(
                  join(rows, r -> String.valueOf(r.opensAt.getEpochSecond() + 48_600)),
                  join(rows, Row::open),
                  join(rows, Row::high),
                  join(rows, Row::low),
                  join(rows, Row::close));
      case NASDAQ ->
          "{\"data\":{\"symbol\":\"IWM\",\"tradesTable\":{\"rows\":["
              + join(
                  rows,
                  r ->
                      "{\"date\":\"%s\",\"close\":%s,\"volume\":\"58,414,460\",\"open\":%s,\"high\":%s,\"low\":%s}"
                          .formatted(
                              "%1$tm/%1$td/%1$tY".formatted(date(r)),
                              dollars(r.close),
                              dollars(r.open),
                              dollars(r.high),
                              dollars(r.low)))
              + "]}},\"status\":{\"rCode\":200}}";
      case TWELVEDATA ->
          "{\"meta\":{},\"values\":["
              + join(
                  rows,
                  r ->
                      "{\"datetime\":\"%s\",\"open\":%s,\"high\":%s,\"low\":%s,\"close\":%s,\"volume\":\"75\"}"
                          .formatted(
                              date(r),
                              quoted(r.open),
                              quoted(r.high),
                              quoted(r.low),
                              quoted(r.close)))
              + "],\"status\":\"ok\"}";
      case TIINGO ->
          "["
              + join(
                  rows,
                  r ->
                      "{\"date\":\"%s\",\"open\":%s,\"high\":%s,\"low\":%s,\"close\":%s,\"volume\":75,\"splitFactor\":1.0}"
                          .formatted(r.opensAt, r.open, r.high, r.low, r.close))
              + "]";
      case COINMETRICS ->
          "{\"data\":["
              + join(
                  rows,
                  r ->
                      "{\"asset\":\"btc\",\"time\":\"%s\",\"CapMVRVCur\":%s}"
                          .formatted(
                              r.opensAt.toString().replace("Z", ".000000000Z"), quoted(r.close)))
              + "]}";
    };
  }

  private static String dollars(String value) {
    return value.equals("null") ? "\"N/A\"" : "\"$" + value + "\"";
  }

  static String quote(Venue venue, String price, Instant time) {
    return switch (venue) {
      case COINBASE -> "{\"price\":\"%s\",\"time\":\"%s\"}".formatted(price, time);
      case KRAKEN ->
          "{\"error\":[],\"result\":{\"XXBTZUSD\":[[\"%s\",\"0.1\",%d.5277369,\"b\",\"m\",\"\",1]],\"last\":\"1\"}}"
              .formatted(price, time.getEpochSecond());
      case BINANCE ->
          "[{\"id\":1,\"price\":\"%s\",\"qty\":\"1\",\"time\":%d}]"
              .formatted(price, time.toEpochMilli());
      case BITSTAMP ->
          "{\"last\":\"%s\",\"timestamp\":\"%d\"}".formatted(price, time.getEpochSecond());
      case COINGECKO ->
          "{\"bitcoin\":{\"usd\":%s,\"last_updated_at\":%d}}"
              .formatted(price, time.getEpochSecond());
      case YAHOO ->
          ("{\"chart\":{\"result\":[{\"meta\":{\"regularMarketPrice\":%s,\"regularMarketTime\":%d}}],"
                  + "\"error\":null}}")
              .formatted(price, time.getEpochSecond());
      default -> "{}";
    };
  }

  /** An error of the venue's own, with HTTP 200. */
  static String error(Venue venue) {
    return switch (venue) {
      case KRAKEN -> "{\"error\":[\"EGeneral:Too many requests\"]}";
      case YAHOO ->
          "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Unauthorized\",\"description\":\"Invalid Crumb\"}}}";
      case NASDAQ ->
          "{\"data\":null,\"message\":null,\"status\":{\"rCode\":400,\"bCodeMessage\":[{\"code\":1001}]}}";
      case TWELVEDATA ->
          "{\"code\":429,\"message\":\"You have run out of API credits\",\"status\":\"error\"}";
      default -> "{\"error\":\"something went wrong\"}";
    };
  }

  /** Rows that lack most of what a row has. */
  static String ragged(Venue venue) {
    return switch (venue) {
      case COINBASE, TIINGO -> venue == Venue.TIINGO ? "[{\"close\":1}]" : "[[1752519600,1]]";
      case KRAKEN -> "{\"error\":[],\"result\":{\"X\":[[1752519600]],\"last\":1}}";
      case BINANCE -> "[[1752519600000,\"1\"]]";
      case BITSTAMP -> "{\"data\":{\"ohlc\":[{\"timestamp\":\"1752519600\"}]}}";
      case COINGECKO -> "{\"bitcoin\":{\"usd\":1}}";
      case YAHOO -> "{\"chart\":{\"result\":[{\"meta\":{},\"timestamp\":[1,2]}],\"error\":null}}";
      case NASDAQ ->
          "{\"data\":{\"tradesTable\":{\"rows\":[{\"close\":\"$1\"}]}},\"status\":{\"rCode\":200}}";
      case TWELVEDATA -> "{\"values\":[{\"close\":\"1\"}],\"status\":\"ok\"}";
      case COINMETRICS -> "{\"data\":[{\"CapMVRVCur\":\"1\"}]}";
    };
  }
}
