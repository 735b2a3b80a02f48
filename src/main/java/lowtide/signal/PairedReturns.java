package lowtide.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;
import lowtide.market.Instrument;
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
 * <p>Immutable. Built in one pass, O(sessions). {@link #extended} costs only the sessions that are
 * new: the columns are shared with what they were extended from, which goes on seeing its own part.
 */
public final class PairedReturns {
  private final PairedPrices prices;
  private final TradingCalendar calendar;
  private final Growing growing;
  private final SessionColumns.Part rows;
  private final SessionColumns.Part returns;

  /** What a longer history is appended to. */
  private static final class Growing {
    final SessionColumns rows = new SessionColumns();
    final SessionColumns returns = new SessionColumns();
    LocalDate nextSession = LocalDate.MIN; // the first not looked at yet
    int nextOrdinal; // its position among all sessions
  }

  private PairedReturns(PairedPrices prices, TradingCalendar calendar, Growing growing) {
    this.prices = prices;
    this.calendar = calendar;
    this.growing = growing;
    this.rows = growing.rows.part();
    this.returns = growing.returns.part();
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
    return of(new PairedPrices(assetDaily, assetHourly, proxyDaily), calendar);
  }

  private static PairedReturns of(PairedPrices prices, TradingCalendar calendar) {
    Growing growing = new Growing();
    if (!prices.proxyDaily().isEmpty()) {
      growing.nextSession = calendar.nextSession(prices.proxyDaily().date(0).minusDays(1));
      append(growing, prices, calendar);
    }
    return new PairedReturns(prices, calendar, growing);
  }

  /**
   * The same as {@link #of} of these series, to the last bit; cheap if they only go on from those
   * that this was made of. For one thread at a time.
   */
  public PairedReturns extended(Series assetDaily, Series assetHourly, Series proxyDaily) {
    PairedPrices longer = new PairedPrices(assetDaily, assetHourly, proxyDaily);
    if (longer.sameAs(prices)) {
      return this;
    }
    if (growing.nextOrdinal == 0
        || growing.rows.size() != rows.size()
        || !longer.startsWith(prices)
        || isChangedBy(longer)) {
      return of(longer, calendar);
    }
    append(growing, longer, calendar);
    return new PairedReturns(longer, calendar, growing);
  }

  /** Whether new bars say otherwise of a session that was looked at: they came in late. */
  private boolean isChangedBy(PairedPrices longer) {
    LocalDate changed = longer.firstDayBeyond(prices);
    LocalDate session = calendar.previousSession(growing.nextSession);
    for (int ordinal = growing.nextOrdinal - 1;
        ordinal >= 0 && !session.isBefore(changed);
        ordinal--) {
      PairedPrices.Session now = longer.at(session, calendar);
      boolean isNewest = rows.size() == 0 || rows.ordinals()[rows.size() - 1] < ordinal;
      if (isNewest && now != null) {
        // Looked at before its prices were known: look at it again.
        growing.nextSession = session;
        growing.nextOrdinal = ordinal;
      } else if (!isNewest && !rows.holds(ordinal, now)) {
        return true;
      }
      session = calendar.previousSession(session);
    }
    return false;
  }

  private static void append(Growing to, PairedPrices prices, TradingCalendar calendar) {
    LocalDate last = prices.lastProxyDay();
    while (!to.nextSession.isAfter(last)) {
      PairedPrices.Session row = prices.at(to.nextSession, calendar);
      if (row != null) {
        add(to, row);
      }
      to.nextSession = calendar.nextSession(to.nextSession);
      to.nextOrdinal++;
    }
  }

  private static void add(Growing to, PairedPrices.Session row) {
    SessionColumns.Part rows = to.rows.part();
    int before = rows.size() - 1;
    if (before >= 0 && rows.ordinals()[before] == to.nextOrdinal - 1) {
      to.returns.add(
          to.nextSession,
          to.nextOrdinal,
          new PairedPrices.Session(
              Math.log(row.asset() / rows.asset()[before]),
              Math.log(row.proxy() / rows.proxy()[before]),
              row.async() || rows.async()[before]));
    }
    to.rows.add(to.nextSession, to.nextOrdinal, row);
  }

  /** Whether the other has these rows and maybe more behind them. */
  boolean isContinuedBy(PairedReturns other) {
    return growing == other.growing && rows.size() <= other.rows.size();
  }

  /** Whether the other has the same rows. */
  boolean hasRowsOf(PairedReturns other) {
    return growing == other.growing && rows.size() == other.rows.size();
  }

  public Instrument asset() {
    return prices.assetDaily().instrument();
  }

  public Instrument proxy() {
    return prices.proxyDaily().instrument();
  }

  /** How many returns there are. */
  public int size() {
    return returns.size();
  }

  /** The later of the two sessions that return {@code i} joins. */
  public LocalDate session(int i) {
    return returns.sessions()[check(i)];
  }

  /** ln(P_t / P_{t-1}) of the asset. */
  public double assetReturn(int i) {
    return returns.asset()[check(i)];
  }

  /** Likewise of the proxy. */
  public double proxyReturn(int i) {
    return returns.proxy()[check(i)];
  }

  /** Whether either of the two rows is asynchronous. */
  public boolean isAsync(int i) {
    return returns.async()[check(i)];
  }

  /** How many sessions have both prices. */
  int rowCount() {
    return rows.size();
  }

  LocalDate row(int k) {
    return rows.sessions()[Objects.checkIndex(k, rows.size())];
  }

  /** The row of a session, or a negative number if it has none. */
  int rowOf(LocalDate session) {
    return Arrays.binarySearch(rows.sessions(), 0, rows.size(), session);
  }

  /** The position of a row's session among all sessions. */
  int ordinal(int k) {
    return rows.ordinals()[k];
  }

  /** The row at a position among all sessions, or a negative number if it has none. */
  int rowAt(int ordinal) {
    return Arrays.binarySearch(rows.ordinals(), 0, rows.size(), ordinal);
  }

  /** The close of a session. */
  Instant closes(LocalDate session) {
    return calendar.close(session);
  }

  /** The returns of the last {@code sessions} sessions up to row {@code k}: where they begin. */
  int from(int k, int sessions) {
    return returns.before(rows.ordinals()[k] - sessions + 1);
  }

  /** ... and where they end (exclusive). */
  int to(int k) {
    return returns.before(rows.ordinals()[k] + 1);
  }

  /** The first session that the returns of the last {@code sessions} sessions can begin at. */
  LocalDate windowStart(int sessions) {
    int last = rowCount() - 1;
    int from = from(last, sessions);
    return from < size() ? session(from) : row(last);
  }

  /** The oldest row that the returns of {@link #from} can begin at. */
  int firstRow(int k, int sessions) {
    return rows.before(rows.ordinals()[k] - sessions);
  }

  /** The asset's returns from {@code from} (inclusive) to {@code to} (exclusive). */
  double[] assetReturns(int from, int to) {
    return Arrays.copyOfRange(returns.asset(), from, to);
  }

  /** Likewise of the proxy. */
  double[] proxyReturns(int from, int to) {
    return Arrays.copyOfRange(returns.proxy(), from, to);
  }

  /** Pearson's r of the returns from {@code from} (inclusive) to {@code to} (exclusive). */
  OptionalDouble pearson(int from, int to) {
    return Correlation.pearson(returns.asset(), returns.proxy(), from, to);
  }

  private int check(int i) {
    return Objects.checkIndex(i, returns.size());
  }
}
