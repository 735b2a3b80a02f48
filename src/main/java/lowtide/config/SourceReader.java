package lowtide.config;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lowtide.market.source.Limit;
import lowtide.market.source.LiveSources;
import lowtide.market.source.SourceSettings;
import lowtide.market.source.Venue;
import lowtide.secret.Secret;

/** Reads where prices come from. */
final class SourceReader {
  private final Section section;
  private final Secrets secrets;

  SourceReader(Section top, Secrets secrets) {
    this.section = top.section("sources");
    this.secrets = secrets;
  }

  Settings.Feed feed() {
    return section.value(
        "use",
        Settings.Feed.LIVE,
        "history",
        text -> SettingsReader.oneOf(Settings.Feed.class, text));
  }

  /** What the sources call an instrument, in the order of the file. */
  Map<Venue, String> codes(Section codes) {
    Map<Venue, String> known = new LinkedHashMap<>();
    for (String key : codes.names()) {
      Venue.of(key)
          .ifPresent(
              venue ->
                  codes
                      .optional(key, venue.example(), SourceReader::code)
                      .ifPresent(code -> known.put(venue, code)));
    }
    mention(codes);
    codes.end();
    return known;
  }

  /** So that a misspelt name is told beside the nearest right one. */
  private static void mention(Section names) {
    for (Venue venue : Venue.values()) {
      names.may(venue.key(), venue.example());
    }
  }

  private static String code(String text) {
    if (!text.matches("[-A-Za-z0-9._^=]{1,32}")) {
      throw new IllegalArgumentException("must be the code that the source uses");
    }
    return text;
  }

  /**
   * How each venue is reached.
   *
   * @param instruments whose venues must have the key they need
   */
  Map<Venue, SourceSettings> reached(List<LiveSources.Watched> instruments) {
    Map<Venue, SourceSettings> reached = new EnumMap<>(Venue.class);
    for (Venue venue : Venue.values()) {
      Section source = section.section(venue.key());
      URI url =
          source.value(
              "url", venue.url(), venue.url().toString(), Scalars.address("https", "http"));
      boolean used = instruments.stream().anyMatch(watched -> watched.codes().containsKey(venue));
      Optional<Secret> key = venue.needsKey() ? key(source, venue, used) : Optional.empty();
      Limit limit = limit(source.section("limit"), venue);
      source.end();
      reached.put(venue, new SourceSettings(venue, url, key.orElse(null), limit));
    }
    section.has("use");
    section.end();
    return reached;
  }

  private Optional<Secret> key(Section source, Venue venue, boolean used) {
    String variable = "LOWTIDE_%s_KEY".formatted(venue.name());
    return used
        ? secrets.read(source, "key", variable)
        : secrets.readIfThere(source, "key", variable);
  }

  private static Limit limit(Section limit, Venue venue) {
    Limit usual = venue.limit();
    int requests =
        limit.value(
            "requests", usual.requests(), Integer.toString(usual.requests()), Scalars::wholeNumber);
    Duration per = limit.value("per", usual.per(), "1s", Times::span);
    limit.end();
    return limit
        .make(() -> new Limit(requests, per), "{requests: %d, per: 1s}".formatted(usual.requests()))
        .orElse(usual);
  }
}
