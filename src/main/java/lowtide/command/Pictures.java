package lowtide.command;

import lowtide.chat.Message;
import lowtide.market.Instrument;
import lowtide.market.MarketView;
import lowtide.signal.CorrelationReading;
import lowtide.signal.PhaseReading;
import org.jspecify.annotations.Nullable;

/** Draws charts for answers. A chart that cannot be drawn is null: the text goes out without it. */
public interface Pictures {
  Message.@Nullable Picture correlation(CorrelationReading reading, MarketView view);

  Message.@Nullable Picture phase(PhaseReading reading, MarketView view);

  /**
   * @param days how many of the last daily closes are shown, at least 2
   */
  Message.@Nullable Picture price(Instrument instrument, int days, MarketView view);

  /** Draws nothing: for programs, which want facts. */
  Pictures NONE =
      new Pictures() {
        @Override
        public Message.@Nullable Picture correlation(CorrelationReading reading, MarketView view) {
          return null;
        }

        @Override
        public Message.@Nullable Picture phase(PhaseReading reading, MarketView view) {
          return null;
        }

        @Override
        public Message.@Nullable Picture price(Instrument instrument, int days, MarketView view) {
          return null;
        }
      };
}
