package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lowtide.chat.telegram.LocalTelegram;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.Series;
import lowtide.market.TradingCalendar;
import lowtide.market.source.LocalVenues;
import lowtide.market.source.Venue;
import lowtide.store.postgres.LocalPostgres;
import lowtide.store.postgres.PostgresDatabase;
import lowtide.store.postgres.PostgresSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor's table, against local venues and a local Telegram. */
class DoctorCommandTest {
  private static final Instrument BTC = new Instrument("BTC", "Bitcoin", Instrument.Kind.CRYPTO);
  private static final Instrument IWM = new Instrument("IWM", "Russell", Instrument.Kind.EQUITY);

  @TempDir private Path folder;
  private LocalVenues venues;
  private LocalTelegram telegram;

  @BeforeEach
  void start() throws Exception {
    Instant today = Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS);
    List<Bar> days = new ArrayList<>();
    for (int day = 30; day > 0; day--) {
      days.add(Bar.ofClose(today.minus(Duration.ofDays(day)), 119_000));
    }
    List<Bar> sessions = new ArrayList<>();
    LocalDate date = LocalDate.ofInstant(today, ZoneOffset.UTC);
    for (LocalDate session : TradingCalendar.NEW_YORK.sessionsBetween(date.minusDays(30), date)) {
      sessions.add(Bar.ofClose(session.atStartOfDay(ZoneOffset.UTC).toInstant(), 222));
    }
    venues =
        new LocalVenues(
            Map.of(
                BTC,
                Series.of(BTC, Interval.DAY, days),
                IWM,
                Series.of(IWM, Interval.DAY, sessions)),
            Map.of(),
            Clock.systemUTC());
    telegram = LocalTelegram.start();
  }

  @AfterEach
  void stop() throws Exception {
    venues.close();
    telegram.close();
  }

  private String doctor(int expected, String token) throws Exception {
    return doctor(expected, token, "");
  }

  private String doctor(int expected, String token, String more, String... options)
      throws Exception {
    Files.writeString(folder.resolve("token"), token);
    Files.writeString(
        folder.resolve("lowtide.yml"),
        """
        instruments:
          BTC: {kind: crypto, sources: {coinbase: BTC-USD, kraken: XBTUSD}}
          PSCT: {kind: equity, sources: {nasdaq: IWM}}
          IWM: {kind: equity, sources: {nasdaq: IWM}}
        correlation: {market: IWM, controls: [IWM], alts: [BTC]}
        allocation: {stock: IWM, bond: IWM, gold: IWM, coin: BTC}
        sources:
          coinbase: {url: "%s"}
          kraken: {url: "%s"}
          nasdaq: {url: "%s"}
        telegram: {token: "file:token", url: "%s"}
        %s
        """
            .formatted(
                venues.url(Venue.COINBASE),
                venues.url(Venue.KRAKEN),
                venues.url(Venue.NASDAQ),
                telegram.url(),
                more));
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      int code =
          Main.execute(
              Stream.concat(
                      Stream.of(
                          "doctor",
                          "--config",
                          folder.resolve("lowtide.yml").toString(),
                          "--data",
                          folder.resolve("data").toString()),
                      Stream.of(options))
                  .toArray(String[]::new));
      assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whenAllIsWellItSaysSoAndShowsWhatIsNew() throws Exception {
    String table = doctor(0, LocalTelegram.TOKEN);

    assertThat(table).contains("All is well.").contains("@" + LocalTelegram.NAME);
    assertThat(table).containsPattern("Coinbase BTC +ok .*\\$119,000");
    assertThat(table).containsPattern("Nasdaq IWM +ok");
    assertThat(table).contains("the first start makes it").doesNotContain("->");
  }

  @Test
  void aSourceThatFailsIsNamedWithWhatToDo() throws Exception {
    venues.fail(Venue.KRAKEN, LocalVenues.Fault.WEB_PAGE);

    String table = doctor(1, LocalTelegram.TOKEN);

    assertThat(table).containsPattern("Kraken BTC +FAIL .*a web page in place of data");
    assertThat(table).contains("answers other than documented").contains("1 of 6 fail.");
  }

  @Test
  void aWrongTokenIsRefusedAndNeverPrinted() throws Exception {
    String table = doctor(1, "4711:CANARY-wrong-token");

    assertThat(table).contains("ask @BotFather").doesNotContain("CANARY");
  }

  @Test
  void aDamagedDatabaseIsFound() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/lowtide.db"), "this is no database".repeat(500));

    assertThat(doctor(1, LocalTelegram.TOKEN))
        .containsPattern("Store +FAIL")
        .contains("put a backup in its place");
  }

  @Test
  void whatIsOldIsSaidInItsColumnAndAsJson() throws Exception {
    assertThat(doctor(0, LocalTelegram.TOKEN))
        .containsPattern("WHAT +STATE +TOOK +LAST BAR +AGE +DETAIL")
        .containsPattern("Coinbase BTC +ok +[0-9]+ ms +20..-..-.. +[0-9]+ s +\\$119,000");

    List<String> lines = doctor(0, LocalTelegram.TOKEN, "", "--json").lines().toList();
    assertThat(lines).hasSize(6).allMatch(line -> line.startsWith("{\"what\":\""));
    assertThat(lines).anyMatch(line -> line.matches(".*Coinbase BTC.*\"ageSeconds\":[0-9]+,.*"));
  }

  private static String store(PostgresSettings server) {
    return "store: {url: \"%s\", user: \"%s\"%s}"
        .formatted(
            server.url(),
            server.user(),
            server.password() == null ? "" : ", password: \"file:password\"");
  }

  @Test
  void aPostgresServerIsAskedAndNothingIsChangedInIt() throws Exception {
    Files.writeString(folder.resolve("password"), "CANARY");
    PostgresSettings server = LocalPostgres.database();

    assertThat(doctor(0, LocalTelegram.TOKEN, store(server)))
        .containsPattern("Store +ok .*PostgreSQL 1[0-9].*tables not there")
        .doesNotContain("CANARY");
    PostgresDatabase.open(server).close();
    assertThat(doctor(0, LocalTelegram.TOKEN, store(server))).contains("tables up to date");
  }

  @Test
  void aPostgresServerThatIsAwayIsNamedWithWhatToDo() throws Exception {
    String table =
        doctor(
            1,
            LocalTelegram.TOKEN,
            "store: {url: \"jdbc:postgresql://127.0.0.1:1/lowtide\", user: lowtide}");

    assertThat(table)
        .containsPattern("Store +FAIL .*127.0.0.1:1/lowtide: Connection .* refused")
        .contains("check that the server runs");
  }
}
