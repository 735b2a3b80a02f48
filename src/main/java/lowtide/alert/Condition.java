package lowtide.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.signal.Direction;

/** What a chat wants to be told about by a rule of its own. */
public sealed interface Condition {
  /** As it is typed and stored: {@link ConditionReader} reads it back as the same. */
  String written();

  /** What its prices are looked at. */
  List<Instrument> instruments();

  /** The bars at whose ends it can come true. */
  Interval step();

  /**
   * A price falls below another one, or rises above it.
   *
   * @param price in US dollars
   */
  record Price(Instrument instrument, Direction direction, BigDecimal price) implements Condition {
    @Override
    public String written() {
      return "%s %s %s"
          .formatted(instrument.symbol(), ConditionReader.sign(direction), price.toPlainString());
    }

    @Override
    public List<Instrument> instruments() {
      return List.of(instrument);
    }

    @Override
    public Interval step() {
      return Interval.HOUR;
    }
  }

  /**
   * A price is so much above, or below, where it was a while ago.
   *
   * @param percent signed, e.g. -5
   */
  record Move(Instrument instrument, BigDecimal percent, Duration span) implements Condition {
    @Override
    public String written() {
      return "%s %s%s%% %dh"
          .formatted(
              instrument.symbol(),
              percent.signum() > 0 ? "+" : "",
              percent.toPlainString(),
              span.toHours());
    }

    @Override
    public List<Instrument> instruments() {
      return List.of(instrument);
    }

    @Override
    public Interval step() {
      return Interval.HOUR;
    }
  }

  /**
   * Pearson's coefficient of two rises above a number, or falls below it.
   *
   * @param window sessions
   */
  record Correlation(
      Instrument asset, Instrument proxy, int window, Direction direction, BigDecimal threshold)
      implements Condition {
    @Override
    public String written() {
      return "corr %s %s %d %s %s"
          .formatted(
              asset.symbol(),
              proxy.symbol(),
              window,
              ConditionReader.sign(direction),
              threshold.toPlainString());
    }

    @Override
    public List<Instrument> instruments() {
      return List.of(proxy);
    }

    @Override
    public Interval step() {
      return Interval.DAY;
    }
  }

  /** The risk phase changes. */
  record Phase(Instrument instrument) implements Condition {
    @Override
    public String written() {
      return "phase " + instrument.symbol();
    }

    @Override
    public List<Instrument> instruments() {
      return List.of(instrument);
    }

    @Override
    public Interval step() {
      return Interval.DAY;
    }
  }
}
