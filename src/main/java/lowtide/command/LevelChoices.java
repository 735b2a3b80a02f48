package lowtide.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lowtide.alert.ChatPolicies;
import lowtide.alert.ChatPolicy;
import lowtide.alert.LevelRule;
import lowtide.chat.ChatId;
import lowtide.chat.Message;
import lowtide.chat.Words;
import lowtide.signal.LevelSettings;

/** Which of the config file's levels a chat is told of: of all, unless it says no. */
final class LevelChoices {
  /** Platforms show 25 buttons at most; further levels can be typed. */
  private static final int MOST_BUTTONS = 20;

  private record Level(String symbol, BigDecimal price) {
    String key() {
      return ChatPolicy.level(LevelRule.key(symbol), price);
    }

    boolean is(String typedSymbol, String typedPrice) {
      return symbol.equalsIgnoreCase(typedSymbol)
          && price.stripTrailingZeros().toPlainString().equals(typedPrice);
    }
  }

  private final ChatPolicies policies;
  private final List<Level> levels;

  LevelChoices(ChatPolicies policies, List<LevelSettings> watched) {
    this.policies = policies;
    this.levels =
        watched.stream()
            .flatMap(
                one ->
                    Stream.concat(one.levels().stream(), one.targets().stream())
                        .map(price -> new Level(one.instrument(), price)))
            .toList();
  }

  /** {@code 2 of 2}. */
  String wanted(ChatId chat) {
    Set<String> unwanted = policies.of(chat).unwanted();
    long wanted = levels.stream().filter(level -> !unwanted.contains(level.key())).count();
    return "%d of %d".formatted(wanted, levels.size());
  }

  /**
   * Of {@code BTC 119000 off}.
   *
   * @return what is wrong with it; empty if it is done
   */
  Optional<String> choose(ChatId chat, List<String> words) {
    String last = words.get(words.size() - 1).toLowerCase(Locale.ROOT);
    if (words.size() != 3 || !last.equals("on") && !last.equals("off")) {
      return Optional.of("It is a symbol, a level, and on or off: /settings level BTC 119000 off");
    }
    String price = words.get(1).replace("$", "").replace(",", "");
    Optional<Level> level = levels.stream().filter(one -> one.is(words.get(0), price)).findFirst();
    if (level.isEmpty()) {
      return Optional.of(
          "There is no level %s. There are %s."
              .formatted(
                  CommandDesk.shortened(words.get(0) + " " + words.get(1)),
                  levels.stream()
                      .limit(MOST_BUTTONS)
                      .map(one -> one.symbol() + " " + Words.price(one.price()))
                      .collect(Collectors.joining(", "))));
    }
    policies.want(chat, level.get().key(), last.equals("on"));
    return Optional.empty();
  }

  Message page(ChatId chat) {
    Set<String> unwanted = policies.of(chat).unwanted();
    List<Message.Button> buttons = new ArrayList<>();
    levels.stream()
        .limit(MOST_BUTTONS)
        .forEach(
            level -> {
              boolean on = !unwanted.contains(level.key());
              buttons.add(
                  new Message.Button(
                      "%s %s %s"
                          .formatted(on ? "✓" : "✗", level.symbol(), Words.price(level.price())),
                      "settings level %s %s %s"
                          .formatted(
                              level.symbol(),
                              level.price().stripTrailingZeros().toPlainString(),
                              on ? "off" : "on")));
            });
    buttons.add(new Message.Button("Your own", "alerts"));
    buttons.add(new Message.Button("Back", "settings"));
    return Message.titled("Which levels is this chat told of?")
        .line("They are the bot's; what is off here stays on elsewhere.")
        .line(new Message.Plain("At any other price: "), new Message.Code("/alert BTC < 112000"))
        .inPlace()
        .build()
        .withButtons(buttons);
  }
}
