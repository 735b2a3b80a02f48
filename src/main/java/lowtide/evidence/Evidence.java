package lowtide.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  public Evidence(Instruments instruments, SignalSettings settings, SignalEngine engine) {
    Instrument asset = instruments.get(settings.correlation().assets().get(0));
    this.claims =
        List.of(new SamplingClaim(instruments, engine, asset), new CalendarClaim(instruments));
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
