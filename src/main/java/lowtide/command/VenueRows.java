package lowtide.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lowtide.chat.Words;
import lowtide.market.Consensus;
import lowtide.market.Quote;
import org.jspecify.annotations.Nullable;

/** What each venue said of a price, as rows. */
final class VenueRows {
  private VenueRows() {}

  static List<List<String>> table(Consensus consensus, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Venue", "Price", "Age", ""));
    for (Quote quote : consensus.used()) {
      rows.add(row(quote, now, ""));
    }
    for (Consensus.LeftOut out : consensus.leftOut()) {
      rows.add(row(out.quote(), now, "left out: " + out.reason().words()));
    }
    for (String venue : consensus.silent()) {
      rows.add(List.of(venue, "-", "-", "no answer yet"));
    }
    return rows;
  }

  private static List<String> row(Quote quote, Instant now, String note) {
    return List.of(quote.source(), Words.price(quote.price()), Words.span(quote.age(now)), note);
  }

  static List<Map<String, Object>> facts(Consensus consensus) {
    List<Map<String, Object>> venues = new ArrayList<>();
    consensus.used().forEach(quote -> venues.add(facts(quote, null)));
    consensus.leftOut().forEach(out -> venues.add(facts(out.quote(), out.reason().name())));
    for (String venue : consensus.silent()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("venue", venue);
      facts.put("price", null);
      facts.put("leftOut", "SILENT");
      venues.add(facts);
    }
    return venues;
  }

  private static Map<String, Object> facts(Quote quote, @Nullable String leftOut) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("venue", quote.source());
    facts.put("price", quote.price());
    facts.put("asOf", quote.time().toString());
    facts.put("leftOut", leftOut);
    return facts;
  }
}
