package lowtide.signal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How closely other coins move with a proxy, beside the leading one.
 *
 * @param from first session; all rows are over the same ones
 * @param rows the leading coin, the others, then the others as an equal-weight basket
 */
public record AltcoinTable(LocalDate from, LocalDate to, List<Row> rows) {

  /**
   * One coin or the basket.
   *
   * @param name symbol, or {@code basket}
   * @param withProxy its correlation with the proxy
   * @param difference its correlation less that of the leading coin; 0 for itself
   * @param differenceLow lower end of the difference's 95 % interval; {@code differenceHigh} upper
   * @param withLeader its correlation with the leading coin
   */
  public record Row(
      String name,
      SpanCorrelation withProxy,
      double difference,
      double differenceLow,
      double differenceHigh,
      double withLeader) {}

  public AltcoinTable {
    rows = List.copyOf(rows);
  }

  /**
   * @param names of the assets, the leading one first
   * @return empty where there are too few sessions, or something did not vary
   */
  public static Optional<AltcoinTable> of(AlignedReturns returns, List<String> names) {
    if (returns.size() < SpanCorrelation.LEAST) {
      return Optional.empty();
    }
    LocalDate from = returns.sessions().get(0);
    LocalDate to = returns.sessions().get(returns.size() - 1);
    double[] leader = returns.asset(0);
    List<Row> rows = new ArrayList<>();
    for (int k = 0; k <= names.size(); k++) {
      boolean isBasket = k == names.size();
      double[] asset = isBasket ? returns.basket(1, names.size()) : returns.asset(k);
      Optional<SpanCorrelation> correlation = SpanCorrelation.of(from, to, asset, returns.proxy());
      if (correlation.isEmpty()) {
        return Optional.empty();
      }
      if (isBasket && names.size() < 3) {
        break;
      }
      double[] difference =
          k == 0 ? new double[3] : CorrelationDifference.dependent(asset, leader, returns.proxy());
      rows.add(
          new Row(
              isBasket ? "basket" : names.get(k),
              correlation.get(),
              difference[0],
              difference[1],
              difference[2],
              Correlation.pearson(asset, leader).orElse(Double.NaN)));
    }
    return Optional.of(new AltcoinTable(from, to, rows));
  }
}
