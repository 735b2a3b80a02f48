package lowtide.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A venue of which a test says what it has; pages of a fixed size. */
final class ListedVenue implements PriceSource {
  private final String name;
  private final int page;
  final List<Bar> bars = new ArrayList<>();
  Optional<Quote> quote = Optional.empty();
  boolean down;
  int calls;

  ListedVenue(String name, int page) {
    this.name = name;
    this.page = page;
  }

  ListedVenue close(Instant opensAt, double close) {
    bars.removeIf(bar -> bar.opensAt().equals(opensAt));
    bars.add(Bar.ofClose(opensAt, close));
    bars.sort(Comparator.comparing(Bar::opensAt));
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Quote> quote(Instrument instrument, Instant now) {
    return answer(quote);
  }

  @Override
  public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
    return answer(
        bars.stream()
            .filter(bar -> !bar.opensAt().isBefore(from))
            .filter(bar -> !bar.opensAt().plus(interval.length()).isAfter(now))
            .limit(page)
            .toList());
  }

  private synchronized <T> T answer(T answer) {
    calls++;
    if (down) {
      throw new SourceException(SourceException.Kind.UNAVAILABLE, name + ": HTTP 503");
    }
    return answer;
  }
}
