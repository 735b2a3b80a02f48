package lowtide.signal;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import lowtide.market.Series;

/**
 * How the means of calendar months did on months that were not in them.
 *
 * <p>Every month after the first 60 is told from those before it alone: by the raw mean of its
 * calendar month, by the shrunk one, and by a band from the misses before it. O(months^2), some
 * thousands of steps, and O(days) for the touches; worked out once a month.
 *
 * @param checks oldest first
 * @param scores |return - shrunk mean| / sigma_60m of each, in the same order
 */
public record SeasonRecord(List<SeasonCheck> checks, List<Double> scores) {
  public SeasonRecord {
    checks = List.copyOf(checks);
    scores = List.copyOf(scores);
  }

  static SeasonRecord of(SeasonMonths history, SeasonSettings settings) {
    List<SeasonMonth> months = history.months();
    List<SeasonCheck> checks = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (int i = SeasonBand.MONTHS; i < months.size(); i++) {
      List<SeasonMonth> before = months.subList(0, i);
      Optional<SeasonTable> table = SeasonTable.of(before);
      OptionalDouble sigma = SeasonBand.sigma(before);
      if (table.isPresent() && sigma.isPresent()) {
        OptionalDouble quantile = quantile(scores, settings);
        SeasonTable.Row row = table.get().row(months.get(i).month().getMonth());
        checks.add(
            check(
                history.daily(),
                months.get(i),
                row,
                table.get().mean(),
                quantile.isPresent()
                    ? OptionalDouble.of(quantile.getAsDouble() * sigma.getAsDouble())
                    : OptionalDouble.empty(),
                settings.volatilityDays()));
        scores.add(Math.abs(months.get(i).logReturn() - row.shrunk()) / sigma.getAsDouble());
      }
    }
    return new SeasonRecord(checks, scores);
  }

  private static OptionalDouble quantile(List<Double> scores, SeasonSettings settings) {
    return SeasonBand.quantile(
        scores.stream().mapToDouble(Double::doubleValue).toArray(), settings.bandPercent() / 100);
  }

  private static SeasonCheck check(
      Series daily,
      SeasonMonth month,
      SeasonTable.Row row,
      double mean,
      OptionalDouble half,
      int volatilityDays) {
    int start = SeasonMonths.endOf(daily, month.month().minusMonths(1)).orElseThrow();
    int end = SeasonMonths.endOf(daily, month.month()).orElseThrow();
    double projected = month.from() * Math.exp(row.mean());
    LocalDate from = daily.date(start);
    int days = SeasonMonths.daysBetween(daily.instrument(), from, daily.date(end));
    OptionalDouble volatility = TouchProbability.volatility(daily, start, volatilityDays);
    return new SeasonCheck(
        month.month(),
        month.from(),
        month.to(),
        row.mean(),
        row.shrunk(),
        mean,
        half,
        volatility.isPresent()
            ? OptionalDouble.of(
                TouchProbability.of(month.from(), projected, volatility.getAsDouble(), days))
            : OptionalDouble.empty(),
        TouchProbability.touchedAt(daily, start, end, projected) >= 0);
  }

  /** The band of the month after these; empty with too few scores or months. */
  Optional<SeasonBand> band(List<SeasonMonth> months, SeasonSettings settings) {
    OptionalDouble sigma = SeasonBand.sigma(months);
    OptionalDouble quantile = quantile(scores, settings);
    return sigma.isPresent() && quantile.isPresent()
        ? Optional.of(new SeasonBand(sigma.getAsDouble(), quantile.getAsDouble(), scores.size()))
        : Optional.empty();
  }

  /** The past of one calendar month. */
  public SeasonRecord of(Month month) {
    List<SeasonCheck> some = new ArrayList<>();
    List<Double> their = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      if (checks.get(i).month().getMonth() == month) {
        some.add(checks.get(i));
        their.add(scores.get(i));
      }
    }
    return new SeasonRecord(some, their);
  }

  /** How often the raw mean had the sign of the return; empty without months. */
  public Optional<WilsonInterval> signsRight() {
    return share(checks, checks.stream().filter(SeasonCheck::isSignRight).count());
  }

  /** How often the month rose: what saying "up" each time would have got right. */
  public Optional<WilsonInterval> rises() {
    return share(checks, checks.stream().filter(check -> check.logReturn() > 0).count());
  }

  /** How often the return lay within the band, of the months that had one. */
  public Optional<WilsonInterval> coverage() {
    List<SeasonCheck> banded = checks.stream().filter(check -> check.half().isPresent()).toList();
    return share(banded, banded.stream().filter(SeasonCheck::isWithin).count());
  }

  private static Optional<WilsonInterval> share(List<SeasonCheck> of, long hits) {
    return of.isEmpty() ? Optional.empty() : Optional.of(WilsonInterval.of((int) hits, of.size()));
  }

  /**
   * 1 - squared misses of the raw means / those of the mean of all returns before; below 0 where
   * the calendar month made it worse; empty without months (Campbell and Thompson 2008).
   */
  public OptionalDouble r2Raw() {
    return r2(SeasonCheck::rawMean);
  }

  /** As {@link #r2Raw}, of the shrunk means. */
  public OptionalDouble r2Shrunk() {
    return r2(SeasonCheck::shrunkMean);
  }

  private OptionalDouble r2(ToDoubleFunction<SeasonCheck> forecast) {
    double misses = 0;
    double plain = 0;
    for (SeasonCheck check : checks) {
      double off = check.logReturn() - forecast.applyAsDouble(check);
      double meanOff = check.logReturn() - check.mean();
      misses += off * off;
      plain += meanOff * meanOff;
    }
    return plain > 0 ? OptionalDouble.of(1 - misses / plain) : OptionalDouble.empty();
  }
}
