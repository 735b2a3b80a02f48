package lowtide.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lowtide.chat.Words;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceSource;
import lowtide.market.Quote;
import lowtide.market.Series;
import lowtide.market.SourceException;
import lowtide.market.TradingCalendar;

/** Whether a source answers about an instrument, with what is new. */
final class SourceCheck {
  private static final Duration LOOKED_AT = Duration.ofDays(10);

  private SourceCheck() {}

  static DoctorCommand.Finding of(PriceSource source, Instrument instrument, Clock clock) {
    String what = source.name() + " " + instrument.symbol();
    long begin = System.nanoTime();
    Instant now = clock.instant();
    try {
      Optional<Quote> quote =
          instrument.kind() == Instrument.Kind.METRIC
              ? Optional.empty()
              : source.quote(instrument, now);
      List<Bar> bars = source.bars(instrument, Interval.DAY, now.minus(LOOKED_AT), now);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      List<String> detail = new ArrayList<>();
      quote.ifPresent(known -> detail.add(Words.price(known.price())));
      Duration age = quote.map(known -> known.age(now)).orElse(null);
      if (bars.isEmpty()) {
        // Some give last prices only.
        return new DoctorCommand.Finding(
            what,
            quote.isPresent(),
            took,
            "-",
            age,
            detail.isEmpty() ? "neither prices nor bars" : String.join("; ", detail),
            quote.isPresent()
                ? ""
                : advice(SourceException.Kind.UNKNOWN_SYMBOL, source, instrument));
      }
      Series days = Series.of(instrument, Interval.DAY, bars);
      LocalDate last = days.date(days.size() - 1);
      boolean late = last.isBefore(expected(instrument, now));
      if (late) {
        detail.add("its newest bar is late");
      }
      return new DoctorCommand.Finding(
          what,
          !late,
          took,
          last.toString(),
          age == null ? Duration.between(days.closesAt(days.size() - 1), now) : age,
          String.join("; ", detail),
          late ? "other sources stand in; look again in an hour" : "");
    } catch (SourceException e) {
      return new DoctorCommand.Finding(
          what,
          false,
          Duration.ofNanos(System.nanoTime() - begin),
          "-",
          null,
          shortened(source, String.valueOf(e.getMessage())),
          advice(e.kind(), source, instrument));
    }
  }

  private static String shortened(PriceSource source, String message) {
    String own = source.name() + ": ";
    return message.startsWith(own) ? message.substring(own.length()) : message;
  }

  /** A day late is usual where days are made after midnight. */
  private static LocalDate expected(Instrument instrument, Instant now) {
    return instrument.kind() == Instrument.Kind.EQUITY
        ? TradingCalendar.NEW_YORK.lastClosedSession(now.minus(Duration.ofHours(12)))
        : LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(2);
  }

  private static String advice(
      SourceException.Kind kind, PriceSource source, Instrument instrument) {
    return switch (kind) {
      case UNAVAILABLE ->
          "not reached, or asked too often: nothing new from it until it answers, which the bot tries by itself; check network and proxy";
      case REFUSED ->
          "refuses this address, country or key: take it out of the instrument's sources, or set its key";
      case UNKNOWN_SYMBOL ->
          "check what stands for it under instruments.%s.sources in the config"
              .formatted(instrument.symbol().toUpperCase(Locale.ROOT));
      case MALFORMED ->
          "answers other than documented (or this clock is wrong): other sources stand in; report it";
    };
  }
}
