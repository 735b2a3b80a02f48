package lowtide.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import lowtide.chat.Message;
import lowtide.market.MarketView;

/** A claim that commands of the chat answer: the section is what they say. */
final class QuestionClaim implements Claim {
  private final String title;
  private final String claim;
  private final Asker asker;
  private final Instant at;
  private final List<String> questions;

  /**
   * @param at as of when; the view's moment if that is earlier
   */
  QuestionClaim(String title, String claim, Asker asker, Instant at, String... questions) {
    this.title = title;
    this.claim = claim;
    this.asker = asker;
    this.at = at;
    this.questions = List.of(questions);
  }

  @Override
  public Section measure(MarketView view) {
    Section.Builder section = Section.of(title, claim);
    Instant moment = at.isBefore(view.at()) ? at : view.at();
    for (String question : questions) {
      Asker.Asked asked = asker.ask(moment, question);
      Message message = asked.answer().message();
      section.text("`%s`", question);
      section.text("**%s**", message.title());
      for (Message.Block block : message.blocks()) {
        if (block instanceof Message.Table table) {
          section.grid(table.rows());
        } else {
          section.text("%s", block.toString());
        }
      }
      String name = question.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
      asked
          .charts()
          .values()
          .forEach(chart -> section.figure(name.toLowerCase(Locale.ROOT), chart));
    }
    return section.build();
  }
}
