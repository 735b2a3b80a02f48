package lowtide.evidence;

import lowtide.market.MarketView;

/** Something people say about the market, or that we say about our own numbers. */
interface Claim {
  /** What the data in view say. The same view gives the same section, to the letter. */
  Section measure(MarketView view);
}
