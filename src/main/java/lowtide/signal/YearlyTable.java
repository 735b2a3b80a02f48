package lowtide.signal;

import java.util.ArrayList;
import java.util.List;

/**
 * The mean of a rolling correlation by calendar year of its sessions.
 *
 * @param years oldest first; those without a session are left out
 */
public record YearlyTable(List<Row> years) {

  /**
   * One year.
   *
   * @param mean of the coefficients, whose windows reach back before the year
   * @param sessions how many went in
   */
  public record Row(int year, double mean, int sessions) {}

  public YearlyTable {
    years = List.copyOf(years);
  }

  public static YearlyTable of(RollingCorrelation rolling) {
    List<Row> rows = new ArrayList<>();
    int i = 0;
    while (i < rolling.size()) {
      int year = rolling.session(i).getYear();
      double sum = 0;
      int sessions = 0;
      for (; i < rolling.size() && rolling.session(i).getYear() == year; i++) {
        sum += rolling.pearson(i);
        sessions++;
      }
      rows.add(new Row(year, sum / sessions, sessions));
    }
    return new YearlyTable(rows);
  }
}
