package lowtide.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;

/**
 * Log returns of an asset and a proxy from one New York close to the next.
 *
 * <p>A row is a session with both prices at its close: the proxy's close, and of an asset that
 * trades round the clock the close of the hour that ends just then. Where that hour is missing, the
 * asset's close of the same UTC day stands in, hours later, and the row is asynchronous. Nothing is
 * carried forward. A return joins two rows of consecutive sessions, so weekends and holidays merge
 * into one return and a missing row costs two.
 *
 * <p>Immutable. Built in one pass; 15 years take a few milliseconds.
 */
public final class PairedReturns {
  private final Instrument asset;
  private final Instrument proxy;
  private final TradingCalendar calendar;
  private final LocalDate[] rows;
  private final int[] rowOrdinals; // position of each row's session among all sessions
  private final LocalDate[] sessions;
  private final int[] ordinals; // likewise of each return's later session
  private final double[] assetReturns;
  private final double[] proxyReturns;
  private final boolean[] async;

  private PairedReturns(
      Instrument asset, Instrument proxy, TradingCalendar calendar, Columns rows) {
    this.asset = asset;
    this.proxy = proxy;
    this.calendar = calendar;
    this.rows = Arrays.copyOf(rows.sessions, rows.size);
    this.rowOrdinals = Arrays.copyOf(rows.ordinals, rows.size);
    Columns returns = rows.returns();
    this.sessions = Arrays.copyOf(returns.sessions, returns.size);
    this.ordinals = Arrays.copyOf(returns.ordinals, returns.size);
    this.assetReturns = Arrays.copyOf(returns.asset, returns.size);
    this.proxyReturns = Arrays.copyOf(returns.proxy, returns.size);
    this.async = Arrays.copyOf(returns.async, returns.size);
  }

  /**
   * Pairs what the series hold; trim them to a moment first ({@link Series#until}) to see what was
   * known then.
   *
   * @param assetHourly may be empty; not looked at where the asset is an equity
   * @throws IllegalArgumentException if the proxy is not an equity, a series is of another interval
   *     or instrument than its place says
   */
  public static PairedReturns of(
      Series assetDaily, Series assetHourly, Series proxyDaily, TradingCalendar calendar) {
    Instrument asset = assetDaily.instrument();
    Instrument proxy = proxyDaily.instrument();
    if (proxy.kind() != Instrument.Kind.EQUITY) {
      throw new IllegalArgumentException(
          "proxy must trade in New York sessions: " + proxy.symbol());
    }
    requireInterval("assetDaily", assetDaily, Interval.DAY);
    requireInterval("assetHourly", assetHourly, Interval.HOUR);
    requireInterval("proxyDaily", proxyDaily, Interval.DAY);
    if (!assetHourly.instrument().equals(asset)) {
      throw new IllegalArgumentException(
          "assetHourly must be of %s: %s".formatted(asset.symbol(), assetHourly));
    }
    return new PairedReturns(
        asset, proxy, calendar, rows(assetDaily, assetHourly, proxyDaily, calendar));
  }

  private static void requireInterval(String name, Series series, Interval interval) {
    if (series.interval() != interval) {
      throw new IllegalArgumentException(
          "%s must have bars of a %s: %s".formatted(name, interval, series));
    }
  }

  private static Columns rows(
      Series assetDaily, Series assetHourly, Series proxyDaily, TradingCalendar calendar) {
    if (proxyDaily.isEmpty()) {
      return new Columns(0);
    }
    boolean roundTheClock = assetDaily.instrument().kind() == Instrument.Kind.CRYPTO;
    boolean hasHours = roundTheClock && !assetHourly.isEmpty();
    // The time of a close is dear to work out: not where there can be no hour that ends then.
    LocalDate firstHour = hasHours ? assetHourly.date(0) : LocalDate.MAX;
    LocalDate lastHour = hasHours ? assetHourly.date(assetHourly.size() - 1) : LocalDate.MIN;
    List<LocalDate> calendarSessions =
        calendar.sessionsBetween(proxyDaily.date(0), proxyDaily.date(proxyDaily.size() - 1));
    Columns rows = new Columns(calendarSessions.size());
    for (int ordinal = 0; ordinal < calendarSessions.size(); ordinal++) {
      LocalDate session = calendarSessions.get(ordinal);
      Instant midnight = session.atStartOfDay().toInstant(ZoneOffset.UTC);
      int p = proxyDaily.indexOf(midnight);
      if (p < 0) {
        continue;
      }
      double proxyClose = proxyDaily.close(p);
      if (!session.isBefore(firstHour) && !session.isAfter(lastHour)) {
        // Hours end on the hour and so do sessions, so the bar of the last hour ends just then.
        int h = assetHourly.indexOf(calendar.close(session).minus(Interval.HOUR.length()));
        if (h >= 0) {
          rows.add(session, ordinal, assetHourly.close(h), proxyClose, false);
          continue;
        }
      }
      int d = assetDaily.indexOf(midnight);
      if (d >= 0) {
        rows.add(session, ordinal, assetDaily.close(d), proxyClose, roundTheClock);
      }
    }
    return rows;
  }

  public Instrument asset() {
    return asset;
  }

  public Instrument proxy() {
    return proxy;
  }

  /** How many returns there are. */
  public int size() {
    return sessions.length;
  }

  /** The later of the two sessions that return {@code i} joins. */
  public LocalDate session(int i) {
    return sessions[i];
  }

  /** ln(P_t / P_{t-1}) of the asset. */
  public double assetReturn(int i) {
    return assetReturns[i];
  }

  /** Likewise of the proxy. */
  public double proxyReturn(int i) {
    return proxyReturns[i];
  }

  /** Whether either of the two rows is asynchronous. */
  public boolean isAsync(int i) {
    return async[i];
  }

  /** How many sessions have both prices. */
  int rowCount() {
    return rows.length;
  }

  LocalDate row(int k) {
    return rows[k];
  }

  Instant rowCloses(int k) {
    return calendar.close(rows[k]);
  }

  /** The returns of the last {@code sessions} sessions up to row {@code k}: where they begin. */
  int from(int k, int sessions) {
    return returnsBefore(rowOrdinals[k] - sessions + 1);
  }

  /** ... and where they end (exclusive). */
  int to(int k) {
    return returnsBefore(rowOrdinals[k] + 1);
  }

  /** The oldest row that the returns of {@link #from} can begin at. */
  int firstRow(int k, int sessions) {
    return insertion(rowOrdinals, rowOrdinals[k] - sessions);
  }

  private int returnsBefore(int ordinal) {
    return insertion(ordinals, ordinal);
  }

  private static int insertion(int[] sorted, int key) {
    int found = Arrays.binarySearch(sorted, key);
    return found >= 0 ? found : -found - 1;
  }

  /** The column itself, not to be written to. */
  double[] assetReturns() {
    return assetReturns;
  }

  /** Likewise. */
  double[] proxyReturns() {
    return proxyReturns;
  }

  /** Rows of prices or of returns while they are gathered. */
  private static final class Columns {
    final LocalDate[] sessions;
    final int[] ordinals;
    final double[] asset;
    final double[] proxy;
    final boolean[] async;
    int size;

    Columns(int capacity) {
      sessions = new LocalDate[capacity];
      ordinals = new int[capacity];
      asset = new double[capacity];
      proxy = new double[capacity];
      async = new boolean[capacity];
    }

    void add(LocalDate session, int ordinal, double assetValue, double proxyValue, boolean late) {
      sessions[size] = session;
      ordinals[size] = ordinal;
      asset[size] = assetValue;
      proxy[size] = proxyValue;
      async[size++] = late;
    }

    Columns returns() {
      Columns returns = new Columns(size);
      for (int k = 1; k < size; k++) {
        if (ordinals[k] == ordinals[k - 1] + 1) {
          returns.add(
              sessions[k],
              ordinals[k],
              Math.log(asset[k] / asset[k - 1]),
              Math.log(proxy[k] / proxy[k - 1]),
              async[k] || async[k - 1]);
        }
      }
      return returns;
    }
  }
}
