package lowtide.market;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the last prices of several venues become one: the median of those that are fresh and not more
 * than 5 % off it.
 *
 * @param used in order of price; empty where no venue counts
 * @param leftOut those that do not count, with the reason
 * @param silent names of those that gave no price yet
 */
public record Consensus(List<Quote> used, List<LeftOut> leftOut, List<String> silent) {
  /** Further than this from the median, as a part of it, a price is one venue's fault. */
  public static final double FARTHEST = .05;

  private static final Comparator<Quote> BY_PRICE = Comparator.comparing(Quote::price);

  public Consensus {
    used = List.copyOf(used);
    leftOut = List.copyOf(leftOut);
    silent = List.copyOf(silent);
  }

  /** A venue that does not count, and why. */
  public record LeftOut(Quote quote, Reason reason) {}

  /** Why a venue does not count. */
  public enum Reason {
    OLD("too old"),
    OFF("more than 5 % off the median");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** Reads after "It is ...". */
    public String words() {
      return words;
    }
  }

  /**
   * The price that venues agree on.
   *
   * @param quotes the last one of each venue, all of one instrument
   * @param silent names of the venues that gave none
   * @return the median, as new as the newest that counts; where none is fresh the newest of all,
   *     which is stale; empty where there is none or fresh ones contradict each other ({@link
   *     #contradiction})
   */
  public static Optional<Quote> of(Collection<Quote> quotes, List<String> silent, Instant now) {
    List<LeftOut> leftOut = new ArrayList<>();
    quotes.stream()
        .filter(quote -> quote.isStale(now))
        .sorted(BY_PRICE)
        .forEach(old -> leftOut.add(new LeftOut(old, Reason.OLD)));
    List<Quote> used = new ArrayList<>(fresh(quotes, now));
    if (used.isEmpty()) {
      return quotes.stream()
          .max(Comparator.comparing(Quote::time))
          .map(newest -> one(newest, newest.price(), new Consensus(List.of(), leftOut, silent)));
    }
    if (!contradiction(quotes, now).isEmpty()) {
      return Optional.empty();
    }
    BigDecimal all = median(used);
    used.removeIf(
        quote -> {
          boolean off = isOff(quote, all);
          if (off) {
            leftOut.add(new LeftOut(quote, Reason.OFF));
          }
          return off;
        });
    return used.stream()
        .max(Comparator.comparing(Quote::time))
        .map(newest -> one(newest, median(used), new Consensus(used, leftOut, silent)));
  }

  /**
   * The fresh prices where one half of the venues is more than 5 % above the other, in order; then
   * the median is nobody's price, and may be as wrong as half of them are. Empty if they agree.
   */
  static List<Quote> contradiction(Collection<Quote> quotes, Instant now) {
    List<Quote> fresh = fresh(quotes, now);
    int middle = fresh.size() / 2;
    boolean halves = middle > 0 && fresh.size() % 2 == 0;
    return halves && isOff(fresh.get(middle), fresh.get(middle - 1).price()) ? fresh : List.of();
  }

  /** In order of price. */
  private static List<Quote> fresh(Collection<Quote> quotes, Instant now) {
    return quotes.stream().filter(quote -> !quote.isStale(now)).sorted(BY_PRICE).toList();
  }

  private static Quote one(Quote newest, BigDecimal price, Consensus consensus) {
    return new Quote(
        newest.instrument(),
        price,
        newest.time(),
        consensus.used.isEmpty() ? newest.source() : consensus.named(),
        newest.freshFor(),
        consensus);
  }

  private String named() {
    String venues = used.stream().map(Quote::source).sorted().collect(Collectors.joining(", "));
    return used.size() == 1 ? venues + " alone" : "median of " + venues;
  }

  private static boolean isOff(Quote quote, BigDecimal median) {
    BigDecimal distance = quote.price().subtract(median).abs();
    return distance.compareTo(median.multiply(BigDecimal.valueOf(FARTHEST))) > 0;
  }

  private static BigDecimal median(List<Quote> ordered) {
    int middle = ordered.size() / 2;
    BigDecimal upper = ordered.get(middle).price();
    return ordered.size() % 2 == 1
        ? upper
        : upper
            .add(ordered.get(middle - 1).price())
            .divide(BigDecimal.valueOf(2), MathContext.DECIMAL64);
  }

  /** How many venues were asked. */
  public int size() {
    return used.size() + leftOut.size() + silent.size();
  }

  /** Whether fewer than two venues stand behind the price, though several are configured. */
  public boolean isAlone() {
    return used.size() < 2;
  }

  /** The distance of the highest from the lowest price that counts, as a part of the lowest. */
  public double spread() {
    return used.isEmpty()
        ? Double.NaN
        : used.get(used.size() - 1).price().doubleValue() / used.get(0).price().doubleValue() - 1;
  }
}
