package lowtide.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is to be written beside a panel at a value.
 *
 * @param rank what goes first where there is no room for all; the lowest stays
 */
record Word(String text, Ink ink, double value, double rank) {

  /**
   * Last values and thresholds; of those out of sight only the next one above and below.
   *
   * @param said puts into a language what the panel does not hold in words
   */
  static List<Word> of(Panel panel, Scale scale, UnaryOperator<String> said) {
    List<Word> words = new ArrayList<>();
    for (Curve curve : panel.curves()) {
      words.add(
          new Word(lastLabel(panel, curve, said), curve.ink(), curve.value(curve.last()), -1));
    }
    double now = words.get(0).value();
    Comparator<Threshold> nearest =
        Comparator.comparingDouble(threshold -> Math.abs(threshold.value() - now));
    List<Threshold> above = new ArrayList<>();
    List<Threshold> below = new ArrayList<>();
    for (Threshold threshold : panel.thresholds().stream().sorted(nearest).toList()) {
      if (scale.shows(threshold.value())) {
        words.add(word(threshold, words.size(), ""));
      } else {
        (scale.axis(threshold.value()) > scale.to() ? above : below).add(threshold);
      }
    }
    for (List<Threshold> side : List.of(above, below)) {
      if (!side.isEmpty()) {
        String others = side.size() == 1 ? "" : " (+" + (side.size() - 1) + ")";
        words.add(word(side.get(0), 0, others));
      }
    }
    return words;
  }

  private static Word word(Threshold threshold, double rank, String suffix) {
    return new Word(
        TextFit.clean(threshold.label()) + suffix, threshold.ink(), threshold.value(), rank);
  }

  /** The last value and the named range it lies in; marked where newer ones are missing. */
  private static String lastLabel(Panel panel, Curve curve, UnaryOperator<String> said) {
    double value = curve.value(curve.last());
    String text =
        curve.lastLabel().isEmpty() ? said.apply(panel.format().exact(value)) : curve.lastLabel();
    if (!curve.values().isCurrent()) {
      return TextFit.clean(text) + " " + said.apply("earlier");
    }
    return TextFit.clean(
        panel.zones().stream()
            .filter(zone -> zone.contains(value))
            .findFirst()
            .map(zone -> text + " " + zone.name())
            .orElse(text));
  }
}
