package lowtide.chart;

import java.util.function.UnaryOperator;

/** A picture as data: everything that is to be seen, nothing about how it is drawn. */
public sealed interface Drawing permits ChartSpec, RowChart {
  /** Marks what no market has quoted. */
  String SIMULATED = "SIMULATED";

  /** The state in one glance; shortened if it finds no room. */
  String title();

  /** Proxy, number of values, date, source; likewise. */
  String subtitle();

  /** A word written across the picture and before the title; empty for none. */
  String watermark();

  /** The same picture, marked so that nobody takes it for a quote. */
  Drawing simulated();

  /**
   * The same picture in other words.
   *
   * @param words puts a text into a language
   */
  Drawing said(UnaryOperator<String> words);

  /**
   * The picture in words, for those who cannot see it.
   *
   * @param words puts a text into a language
   */
  String altText(UnaryOperator<String> words);

  /** In English. */
  default String altText() {
    return altText(UnaryOperator.identity());
  }
}
