package lowtide.command;

import java.util.List;
import lowtide.market.Instrument;
import lowtide.market.MarketView;

/** What one signal has armed. */
interface Triggers {
  /** For an asset, nearest first; none where nothing is known or watched. */
  List<Trigger> armed(MarketView view, Instrument asset);
}
