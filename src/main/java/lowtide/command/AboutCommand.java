package lowtide.command;

import java.util.List;
import lowtide.alert.Explanations;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;

/** /about: what the numbers are, where they come from, and what they are not. */
public final class AboutCommand implements Command {
  private final String version;
  private final String prices;

  /**
   * @param prices where prices come from, in words
   */
  public AboutCommand(String version, String prices) {
    this.version = version;
    this.prices = prices;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "about", "How the numbers are made, and what they are not", List.of(), true);
  }

  @Override
  public Answer answer(Request request) {
    return Answer.of(
        Message.titled("Lowtide " + version)
            .line("Prices: " + prices + ".")
            .line(
                "Correlation: log returns from one New York close to the next; the range beside it"
                    + " is a 95 % interval that allows for fat tails.")
            .line(
                "Dip levels: a level alerts once, and again only after the price has come back"
                    + " above its re-arm price.")
            .line(
                "Risk phase: an open index of volatility, drawdown and distance from long averages."
                    + " It has told how deep falls became, not where returns went.")
            .line(
                "Kept about this chat: its id, what it chose, its alerts, the ids of those who changed something, and how the last %d answers came to be. No names, nothing else that is written here."
                    .formatted(Explanations.KEPT))
            .line(new Message.Plain("To delete it: "), new Message.Code("/forget"))
            .footer("Informational, not advice.")
            .build());
  }
}
