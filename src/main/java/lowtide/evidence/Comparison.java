package lowtide.evidence;

import java.util.List;
import lowtide.market.MarketView;

/** Rows of figures beside those computed elsewhere: what, there, here, why they differ. */
interface Comparison {
  List<List<String>> rows(MarketView view);
}
