package lowtide.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lowtide.alert.ChatPolicies;
import lowtide.alert.Explanations;
import lowtide.chat.ChatId;
import lowtide.chat.CommandSpec;
import lowtide.chat.Message;
import lowtide.chat.Request;
import lowtide.signal.Explanation;

/**
 * /why: how a number came to be that this chat was told, by an alert or an answer; or, with a
 * command behind it, how its answer comes to be now.
 */
final class WhyCommand implements Command {
  private static final int OTHERS_SHOWN = 5;

  private final Explanations explanations;
  private final Function<ChatId, List<ChatPolicies.Untold>> untold;
  private final Function<Request, Optional<Answer>> ask;

  /**
   * @param untold what was kept from a chat, newest first
   * @param ask the answer of another command; empty if there is none of that name
   */
  WhyCommand(
      Explanations explanations,
      Function<ChatId, List<ChatPolicies.Untold>> untold,
      Function<Request, Optional<Answer>> ask) {
    this.explanations = explanations;
    this.untold = untold;
    this.ask = ask;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "why",
        "How the last alert or answer came to be: inputs, formula, sample, sources",
        List.of(
            new CommandSpec.Option(
                "which",
                "Number in the list, words of the alert, or a command; the last if left out",
                false,
                List.of())));
  }

  @Override
  public Answer answer(Request request) {
    List<String> words = request.arguments();
    if (!words.isEmpty() && !words.get(0).matches("[0-9]+")) {
      Request inner =
          new Request(
              request.chat(),
              request.userId(),
              request.privately(),
              words.get(0).startsWith("/") ? words.get(0).substring(1) : words.get(0),
              words.subList(1, words.size()));
      Optional<Answer> asked = ask.apply(inner);
      if (asked.isPresent()) {
        return ofCommand(asked.get(), words);
      }
    }
    return ofTold(explanations.latest(request.chat()), kept(untold.apply(request.chat())), words);
  }

  private static List<Message.Span[]> kept(List<ChatPolicies.Untold> untold) {
    List<Message.Span[]> lines = new ArrayList<>();
    for (ChatPolicies.Untold one : untold) {
      lines.add(
          new Message.Span[] {
            new Message.Plain("Not told: %s, ".formatted(one.title())),
            new Message.Moment(one.at()),
            new Message.Plain(" (%s: %s)".formatted(one.stage(), one.reason()))
          });
    }
    return lines;
  }

  private static Answer ofCommand(Answer asked, List<String> words) {
    Explanation why = asked.why();
    if (asked.mistake()) {
      return asked;
    }
    return why == null
        ? Answer.mistake(
            "There is no number to explain in " + CommandDesk.shortened(String.join(" ", words)),
            "/why /phase")
        : explained(why, asked.message().title(), List.of(), List.of());
  }

  private static Answer ofTold(
      List<Explanations.Told> told, List<Message.Span[]> kept, List<String> words) {
    if (told.isEmpty() && !kept.isEmpty()) {
      Message.Builder message = Message.titled("Nothing was told here yet");
      kept.forEach(message::line);
      return Answer.of(message.build());
    }
    if (told.isEmpty()) {
      return Answer.mistake("Nothing was told here yet that could be explained", "/why /phase");
    }
    int found = words.isEmpty() ? 0 : find(told, words);
    if (found < 0 || found >= told.size()) {
      return Answer.mistake(
          "None of the last %d alerts and answers here is %s"
              .formatted(told.size(), CommandDesk.shortened(String.join(" ", words))),
          "/why 1");
    }
    List<Message.Span[]> others = new ArrayList<>();
    for (int i = 0; i < told.size() && others.size() < OTHERS_SHOWN; i++) {
      if (i != found) {
        Explanations.Told other = told.get(i);
        others.add(
            new Message.Span[] {
              new Message.Code("/why " + (i + 1)),
              new Message.Plain(
                  " %s: %s, ".formatted(other.isAlert() ? "alert" : "answer", other.title())),
              new Message.Moment(other.at())
            });
      }
    }
    others.addAll(kept);
    Explanations.Told item = told.get(found);
    List<Message.Span> when =
        List.of(
            new Message.Plain(
                "%s: %s, ".formatted(item.isAlert() ? "Alert" : "Answer", item.title())),
            new Message.Moment(item.at()));
    return explained(item.why(), item.title(), when, others);
  }

  /** By number, or the newest with all of these words in it; -1 if there is none. */
  private static int find(List<Explanations.Told> told, List<String> words) {
    if (words.size() == 1 && words.get(0).matches("[0-9]{1,4}")) {
      return Integer.parseInt(words.get(0)) - 1;
    }
    for (int i = 0; i < told.size(); i++) {
      Explanations.Told item = told.get(i);
      String text =
          "%s %s %s"
              .formatted(item.isAlert() ? "alert" : "answer", item.title(), item.why().about())
              .toLowerCase(Locale.ROOT);
      if (words.stream().allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)))) {
        return i;
      }
    }
    return -1;
  }

  private static Answer explained(
      Explanation why, String told, List<Message.Span> when, List<Message.Span[]> others) {
    Message.Builder message = Message.titled("Why: " + why.about());
    if (!when.isEmpty()) {
      message.line(when.toArray(Message.Span[]::new));
    }
    message.line(why.formula());
    table(message, "Input", why.inputs());
    table(message, "Setting", why.parameters());
    message.line("Sample: " + why.sample() + ".");
    message.line(
        new Message.Plain("Data: %s, to ".formatted(why.sources())),
        new Message.Moment(why.asOf()));
    for (String words : List.of(String.join(", ", why.flags()), why.baseRate(), why.episodes())) {
      if (!words.isEmpty()) {
        message.line(words);
      }
    }
    others.forEach(message::line);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "why");
    facts.put("told", told);
    facts.put("about", why.about());
    facts.put("formula", why.formula());
    facts.put("inputs", why.inputs());
    facts.put("parameters", why.parameters());
    facts.put("sample", why.sample());
    facts.put("sources", why.sources());
    facts.put("asOf", why.asOf().toString());
    facts.put("flags", why.flags());
    facts.put("baseRate", why.baseRate());
    facts.put("episodes", why.episodes());
    return Answer.of(message.footer("Informational, not advice.").build(), facts);
  }

  private static void table(Message.Builder message, String name, Map<String, Object> values) {
    if (values.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(name, "Value"));
    values.forEach((key, value) -> rows.add(List.of(key, shown(value))));
    message.table(rows);
  }

  /** Six digits are enough to check a number by hand. */
  private static String shown(Object value) {
    if (value instanceof Double || value instanceof BigDecimal) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number)
          ? new BigDecimal(number).round(new MathContext(6)).stripTrailingZeros().toPlainString()
          : "undefined";
    }
    return String.valueOf(value);
  }
}
