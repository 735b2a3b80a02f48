package lowtide.market.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.TradingCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Bars from a CSV file: {@code date,close[,open,high,low,volume]} for days, {@code time,...} for
 * hours, columns in any order.
 *
 * @param bars the good rows, in order of time
 * @param bad the others, in order of the file
 */
public record CsvBars(Interval interval, List<Bar> bars, List<BadRow> bad) {
  private static final Set<String> PRICES = Set.of("close", "open", "high", "low", "volume");
  private static final int LONGEST_LINE = 10_000;

  /** Older than any exchange's record: a year such as 0025 is a slip. */
  private static final Instant EARLIEST = Instant.parse("1792-01-01T00:00:00Z");

  /**
   * A row that cannot be a bar.
   *
   * @param line from 1, the header's
   */
  public record BadRow(int line, String text, String reason) {}

  /** The file has no header that says what its columns are. */
  public static final class HeaderException extends IOException {
    private static final long serialVersionUID = 1L;

    HeaderException(String found) {
      super(
          "the first line must name the columns, such as date,close or"
              + " time,close,open,high,low,volume, but is: "
              + shown(found));
    }
  }

  /**
   * @param now bars that had not closed by then are bad: they are unfinished
   */
  public static CsvBars read(Reader file, Instrument instrument, Instant now) throws IOException {
    return new Parser(instrument, now).read(new Lines(file));
  }

  /** The lines of a file, none longer than a row can be: a file may be one endless line. */
  private static final class Lines {
    private final BufferedReader in;

    Lines(Reader in) {
      this.in = new BufferedReader(in);
    }

    /** The next line, or null at the end. */
    @Nullable String next() throws IOException {
      StringBuilder line = new StringBuilder();
      int c = in.read();
      if (c < 0) {
        return null;
      }
      for (; c >= 0 && c != '\n'; c = in.read()) {
        if (line.length() <= LONGEST_LINE) {
          line.append((char) c);
        }
      }
      return line.toString().strip();
    }
  }

  private static final class Parser {
    private final Instrument instrument;
    private final Instant now;
    private final Map<Instant, Bar> bars = new TreeMap<>();
    private final List<BadRow> bad = new ArrayList<>();
    private List<String> columns = List.of();
    private Interval interval = Interval.DAY;

    Parser(Instrument instrument, Instant now) {
      this.instrument = instrument;
      this.now = now;
    }

    CsvBars read(Lines lines) throws IOException {
      String first = lines.next();
      header(first == null ? "" : first);
      int number = 1;
      for (String line = lines.next(); line != null; line = lines.next()) {
        number++;
        if (!line.isEmpty()) {
          row(number, line);
        }
      }
      return new CsvBars(interval, List.copyOf(bars.values()), List.copyOf(bad));
    }

    private void header(String line) throws HeaderException {
      String plain = line.startsWith("\ufeff") ? line.substring(1) : line;
      columns = cells(plain.toLowerCase(Locale.ROOT));
      boolean days = columns.contains("date");
      boolean known =
          columns.stream()
              .allMatch(name -> PRICES.contains(name) || name.equals(days ? "date" : "time"));
      if (!known
          || columns.contains("time") == days
          || !columns.contains("close")
          || columns.stream().distinct().count() < columns.size()) {
        throw new HeaderException(plain);
      }
      interval = days ? Interval.DAY : Interval.HOUR;
    }

    private static List<String> cells(String line) {
      return Arrays.stream(line.split(",", -1))
          .map(cell -> cell.strip().replace("\"", ""))
          .toList();
    }

    private void row(int number, String line) {
      try {
        List<String> cells = cells(line);
        if (cells.size() != columns.size()) {
          throw new IllegalArgumentException(
              "%d columns where the header has %d".formatted(cells.size(), columns.size()));
        }
        Instant opensAt =
            opensAt(cells.get(columns.indexOf(interval == Interval.DAY ? "date" : "time")));
        Bar bar =
            new Bar(
                opensAt,
                price(cells, "open"),
                price(cells, "high"),
                price(cells, "low"),
                price(cells, "close"),
                price(cells, "volume"));
        Bar before = bars.putIfAbsent(opensAt, bar);
        if (before != null && !before.equals(bar)) {
          throw new IllegalArgumentException("an earlier row has other values for the same time");
        }
      } catch (IllegalArgumentException | DateTimeException e) {
        bad.add(new BadRow(number, shown(line), String.valueOf(e.getMessage())));
      }
    }

    private Instant opensAt(String text) {
      Instant opensAt;
      Instant closesAt;
      if (interval == Interval.DAY) {
        LocalDate date = date(text);
        opensAt = date.atStartOfDay().toInstant(ZoneOffset.UTC);
        closesAt = opensAt.plus(interval.length());
        if (instrument.kind() == Instrument.Kind.EQUITY) {
          if (!TradingCalendar.NEW_YORK.isSession(date)) {
            throw new IllegalArgumentException("the exchange was closed on " + date);
          }
          closesAt = TradingCalendar.NEW_YORK.close(date);
        }
      } else {
        opensAt = instant(text);
        closesAt = opensAt.plus(interval.length());
        if (opensAt.getEpochSecond() % 3600 != 0 || opensAt.getNano() != 0) {
          throw new IllegalArgumentException("an hourly bar begins on the hour: " + opensAt);
        }
      }
      if (opensAt.isBefore(EARLIEST)) {
        throw new IllegalArgumentException("before there were such prices: " + shown(text));
      }
      if (closesAt.isAfter(now)) {
        throw new IllegalArgumentException("the bar is not finished yet: " + text);
      }
      return opensAt;
    }

    private static LocalDate date(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("not a date such as 2025-07-14: " + shown(text), e);
      }
    }

    private static Instant instant(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "not a time such as 2025-07-14T20:00:00Z: " + shown(text), e);
      }
    }

    private double price(List<String> cells, String column) {
      int position = columns.indexOf(column);
      String text = position < 0 ? "" : cells.get(position);
      if (text.isEmpty()) {
        if (column.equals("close")) {
          throw new IllegalArgumentException("close is missing");
        }
        return Double.NaN;
      }
      double value;
      try {
        value = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(column + " is not a number: " + shown(text), e);
      }
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(column + " is not a finite number: " + shown(text));
      }
      return value;
    }
  }

  private static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "·");
    return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
  }
}
