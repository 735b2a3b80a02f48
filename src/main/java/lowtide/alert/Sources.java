package lowtide.alert;

import java.util.Arrays;
import java.util.stream.Collectors;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.market.Quote;

/** Where prices are from, in words. */
public final class Sources {
  private Sources() {}

  public static String of(MarketView view, Instrument... instruments) {
    String named =
        Arrays.stream(instruments)
            .flatMap(instrument -> view.quote(instrument).map(Quote::source).stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return named.isEmpty() ? "stored bars" : named;
  }
}
