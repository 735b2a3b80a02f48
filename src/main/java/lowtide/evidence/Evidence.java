package lowtide.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lowtide.chart.Charts;
import lowtide.market.Instrument;
import lowtide.market.Instruments;
import lowtide.market.MarketView;
import lowtide.signal.SignalEngine;
import lowtide.signal.SignalSettings;

/** The claims, measured and written down as a page with charts. */
public final class Evidence {
  private static final String PICTURES = "evidence";

  private final List<Claim> claims;

  public Evidence(
      Instruments instruments, SignalSettings settings, SignalEngine engine, Asker asker) {
    Instrument asset = instruments.get(settings.correlation().assets().get(0));
    Instrument phased = instruments.get(settings.phase().instrument());
    List<Claim> all = new ArrayList<>();
    all.add(new SmallCapClaim(instruments, settings.correlation(), engine));
    all.add(
        new QuestionClaim(
            "It is strongest in large moves",
            "The correlation is most evident in major market shifts.",
            asker,
            Instant.MAX,
            "/corr shifts BTC IWM",
            "/corr shifts BTC PSCT"));
    all.add(
        new QuestionClaim(
            "Other coins follow more weakly",
            "Altcoins are less correlated with small-cap technology than Bitcoin.",
            asker,
            Instant.MAX,
            "/corr alts IWM 500",
            "/corr since 2020-01-01 ETH IWM"));
    all.add(
        new QuestionClaim(
            "It is structural since the pandemic",
            "Since 2020 the correlation is here to stay; it was strong in 2020, 2022 and 2024.",
            asker,
            Instant.MAX,
            "/corr years BTC IWM",
            "/corr BTC PSCT 60"));
    all.add(new AlarmClaim(instruments, settings.correlation(), engine));
    settings.levels().stream()
        .findFirst()
        .ifPresent(levels -> all.add(new LevelClaim(levels, instruments.get(levels.instrument()))));
    instruments
        .find(settings.setup().instrument())
        .ifPresent(instrument -> all.add(new SetupClaim(engine, instrument)));
    all.add(new PhaseClaim(engine, phased));
    all.add(
        new QuestionClaim(
            "The low-risk phase of July 2025",
            "In July 2025 Bitcoin is in a low-risk phase.",
            asker,
            Instant.parse("2025-07-15T00:00:00Z"),
            "/phase"));
    all.add(
        new QuestionClaim(
            "Seasonality points to 116,000",
            "July has been good to Bitcoin: its seasonality points to $116,000.",
            asker,
            Instant.parse("2025-07-01T00:00:00Z"),
            "/season BTC 7"));
    all.add(
        new QuestionClaim(
            "15 % in gold or Bitcoin",
            "A portfolio should hold 15 % in gold or Bitcoin.",
            asker,
            Instant.MAX,
            "/alloc stock=60 bond=40 sleeve=15"));
    all.add(new ComparisonClaim(instruments, settings.allocation(), engine));
    all.add(new SamplingClaim(instruments, engine, asset));
    all.add(new CalendarClaim(instruments));
    this.claims = List.copyOf(all);
  }

  /**
   * Writes {@code evidence.md} and its charts into a folder.
   *
   * @param command that makes the page, as it is typed
   * @return the page
   */
  public Path write(MarketView view, String command, Path folder) throws IOException {
    List<Section> sections = claims.stream().map(claim -> claim.measure(view)).toList();
    Path page = folder.resolve("evidence.md");
    Files.createDirectories(folder.resolve(PICTURES));
    Charts charts = new Charts();
    for (Section section : sections) {
      for (Section.Block block : section.blocks()) {
        if (block instanceof Section.Figure figure) {
          Files.write(
              folder.resolve(PICTURES).resolve(figure.name() + ".png"), charts.png(figure.chart()));
        }
      }
    }
    Files.writeString(
        page,
        Markdown.page(
            "What the data say",
            """
            Each claim is measured on the price history that lies beside the program, and written down favourable or not. \
            This page is made by

            ```
            %s
            ```
            """
                .formatted(command),
            sections,
            PICTURES));
    return page;
  }
}
