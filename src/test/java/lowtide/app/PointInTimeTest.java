package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import lowtide.alert.Explanations;
import lowtide.chat.BotAdmins;
import lowtide.chat.ChatId;
import lowtide.chat.Request;
import lowtide.command.Answer;
import lowtide.command.CommandDesk;
import lowtide.command.Pictures;
import lowtide.config.ConfigFile;
import lowtide.config.Settings;
import lowtide.market.Instrument;
import lowtide.market.PriceFeed;
import lowtide.market.PriceHistory;
import lowtide.market.PriceSource;
import lowtide.market.source.HistorySource;
import lowtide.replay.RandomMarket;
import lowtide.replay.Replay;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bot answers about a moment does not know what came after it. */
class PointInTimeTest {
  private static final List<String> QUESTIONS =
      List.of(
          "price BTC",
          "price PSCT",
          "chart BTC 90",
          "corr",
          "corr BTC IWM 20",
          "corr BTC PSCT 180",
          "corr ETH IWM 90",
          "phase",
          "corr alts",
          "corr years",
          "corr shifts BTC IWM",
          "corr shifts ETH QQQ",
          "corr since 2024-01-01",
          "dip",
          "levels",
          "next",
          "setup",
          "setup ETH",
          "phase ETH",
          "alloc 60 40 15",
          "season",
          "season BTC mar",
          "season PSCT 11");

  private final Settings settings;
  private final Set<String> known = new TreeSet<>();

  /** The shipped config, with all that it could do besides. */
  PointInTimeTest(@TempDir Path folder) throws Exception {
    String shipped = Files.readString(Path.of("config/lowtide.yml"));
    String more =
        shipped
            .replace("#  MVRV:", "  MVRV:")
            .replace("#  mvrv:", "  mvrv:")
            .replace("#  targets:\n#    BTC: [125000]", "  targets:\n    BTC: [120000, 124000]");
    settings = ConfigFile.read(Files.writeString(folder.resolve("lowtide.yml"), more), Map.of());
    assertThat(settings.signals().phase().mvrv()).isEqualTo("MVRV");
    assertThat(settings.signals().levels().get(0).targets()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void anAnswerAboutAMomentDoesNotChangeWhenLaterBarsAreAppended(long seed) {
    RandomMarket market = new RandomMarket(seed, 2400);
    List<Instant> moments = market.moments(RandomMarket.END.minusDays(90));
    Instant end = moments.get(moments.size() - 1);
    Parts parts = new Parts(settings);
    PriceFeed everything = feed(market.historyUntil(end));
    // What was asked about the present must not leak into what is asked about the past.
    answers(parts, everything, end);
    known.clear();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5; i++) {
      Instant moment = moments.get(random.nextInt(moments.size()));
      assertThat(answers(parts, everything, moment))
          .as("at %s", moment)
          .isEqualTo(answers(new Parts(settings), feed(market.historyUntil(moment)), moment));
    }
    assertThat(known).as("not for want of data alone").containsAll(QUESTIONS);
  }

  private PriceFeed feed(PriceHistory history) {
    PriceSource source = new HistorySource(history);
    Map<Instrument, List<PriceSource>> sources = new LinkedHashMap<>();
    settings.instruments().forEach(w -> sources.put(w.instrument(), List.of(source)));
    return new PriceFeed(sources, history);
  }

  private List<Map<String, Object>> answers(Parts parts, PriceFeed feed, Instant moment) {
    CommandDesk desk =
        new CommandDesk(
            parts.marketCommands(
                BotAdmins.NONE,
                () -> feed.asOf(moment),
                symbol ->
                    parts
                        .levels(
                            new Replay(feed, parts.rules(), parts.policy()).standingAt(moment)
                                ::state)
                        .apply(symbol),
                Pictures.NONE),
            Explanations.NONE);
    List<Map<String, Object>> answers = new ArrayList<>();
    for (String question : QUESTIONS) {
      List<String> words = List.of(question.split(" "));
      Answer answer =
          desk.full(
              new Request(
                  ChatId.of("terminal", "here"),
                  "user",
                  true,
                  words.get(0),
                  words.subList(1, words.size())));
      assertThat(answer.mistake()).as(question).isFalse();
      assertThat(answer.facts()).as(question).doesNotContainKey("error");
      if (!answer.facts().containsKey("reason")
          && !String.valueOf(answer.facts().get("flags")).contains("UNKNOWN")) {
        known.add(question);
      }
      Map<String, Object> told = new LinkedHashMap<>(answer.facts());
      told.put("text", answer.message().toString());
      told.put("why", String.valueOf(answer.why()));
      answers.add(told);
    }
    return answers;
  }
}
