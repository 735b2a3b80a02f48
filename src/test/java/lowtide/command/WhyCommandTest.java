package lowtide.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lowtide.alert.Explanations;
import lowtide.chat.ChatId;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.signal.Explanation;
import org.junit.jupiter.api.Test;

class WhyCommandTest {
  private static final Instant NOW = Instant.parse("2025-07-14T20:00:00Z");
  private static final ChatId CHAT = ChatId.of("telegram", "1");
  private final List<Explanations.Told> told = new ArrayList<>();
  private boolean storeFails;
  private final Explanations explanations =
      new Explanations() {
        @Override
        public void answered(ChatId chat, String title, Explanation why) {
          if (storeFails) {
            throw new IllegalStateException("disk full");
          }
          told.add(0, new Told(false, title, NOW, why));
        }

        @Override
        public List<Told> latest(ChatId chat) {
          return chat.equals(CHAT) ? List.copyOf(told) : List.of();
        }
      };
  private final CommandDesk desk = new CommandDesk(List.of(new Twice()), explanations);

  /** Doubles a number, and says how. */
  private static final class Twice implements Command {
    @Override
    public CommandSpec spec() {
      return new CommandSpec("twice", "Doubles", List.of());
    }

    @Override
    public Answer answer(Request request) {
      if (request.arguments().isEmpty()) {
        return Answer.of(Message.titled("Nothing to double").build());
      }
      double number = Double.parseDouble(request.arguments().get(0));
      return Answer.of(
          Message.titled("Twice " + number).build(),
          Map.of("twice", 2 * number),
          Explanation.of("Twice " + number)
              .formula("The number and itself.")
              .input("number", number)
              .sample("n 1")
              .sources("you")
              .asOf(NOW)
              .build());
    }
  }

  @Test
  void explainsTheLastThingTold() {
    ask("twice", "2");
    ask("twice", "3.25");
    Message why = ask("why");
    assertThat(why.title()).isEqualTo("Why: Twice 3.25");
    assertThat(why.blocks().toString())
        .contains("The number and itself.", "[number, 3.25]", "Sample: n 1.", "Data: you")
        .contains("/why 2 answer: Twice 2.0");
  }

  @Test
  void findsByNumberAndByWords() {
    ask("twice", "2");
    ask("twice", "3");
    assertThat(ask("why", "2").title()).isEqualTo("Why: Twice 2.0");
    assertThat(ask("why", "answer", "TWICE", "2.0").title()).isEqualTo("Why: Twice 2.0");
    assertThat(ask("why", "3").title())
        .isEqualTo("None of the last 2 alerts and answers here is 3");
    assertThat(ask("why", "99999").title()).startsWith("None of the last 2");
    assertThat(ask("why", "alert").title()).startsWith("None of the last 2");
  }

  @Test
  void explainsACommandThatIsNotAskedYet() {
    assertThat(ask("why", "/twice", "4").title()).isEqualTo("Why: Twice 4.0");
    assertThat(ask("why", "twice", "4").title()).isEqualTo("Why: Twice 4.0");
    assertThat(told).isEmpty();
    assertThat(ask("why", "twice").title()).isEqualTo("There is no number to explain in twice");
    assertThat(ask("why", "why", "why").title()).startsWith("Nothing was told here yet");
  }

  @Test
  void keepsWhatItWasToldToOneChat() {
    ask("twice", "2");
    Request elsewhere = new Request(ChatId.of("telegram", "2"), "u", true, "why", List.of());
    assertThat(desk.full(elsewhere).message().title()).startsWith("Nothing was told here yet");
  }

  @Test
  void anAnswerIsGivenThoughItCannotBeKept() {
    storeFails = true;
    assertThat(ask("twice", "2").title()).isEqualTo("Twice 2.0");
  }

  private Message ask(String command, String... arguments) {
    return desk.answer(new Request(CHAT, "user", true, command, List.of(arguments))).orElseThrow();
  }
}
