package lowtide.command;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lowtide.market.Symbols;

/** Finds a time zone by its name, its city, or what people call it. */
final class ZoneNames {
  /** With their summer time, which the plain abbreviation leaves out. */
  private static final Map<String, String> CALLED =
      Map.ofEntries(
          Map.entry("EST", "America/New_York"),
          Map.entry("EDT", "America/New_York"),
          Map.entry("ET", "America/New_York"),
          Map.entry("NYC", "America/New_York"),
          Map.entry("CST", "America/Chicago"),
          Map.entry("CDT", "America/Chicago"),
          Map.entry("MST", "America/Denver"),
          Map.entry("MDT", "America/Denver"),
          Map.entry("PST", "America/Los_Angeles"),
          Map.entry("PDT", "America/Los_Angeles"),
          Map.entry("CET", "Europe/Paris"),
          Map.entry("CEST", "Europe/Paris"),
          Map.entry("BST", "Europe/London"),
          Map.entry("IST", "Asia/Kolkata"),
          Map.entry("JST", "Asia/Tokyo"),
          Map.entry("SGT", "Asia/Singapore"),
          Map.entry("HKT", "Asia/Hong_Kong"),
          Map.entry("AEST", "Australia/Sydney"));

  private ZoneNames() {}

  /** By its name, whatever the case; by its city alone; or by what it is called. */
  static Optional<ZoneId> find(List<String> words) {
    String typed = String.join("_", words);
    String called = CALLED.get(typed.toUpperCase(Locale.ROOT));
    if (called != null) {
      return Optional.of(ZoneId.of(called));
    }
    String wanted = typed.toLowerCase(Locale.ROOT);
    Optional<String> named =
        ZoneId.getAvailableZoneIds().stream()
            .filter(id -> !id.startsWith("SystemV/"))
            .filter(
                id ->
                    id.toLowerCase(Locale.ROOT).equals(wanted)
                        || id.toLowerCase(Locale.ROOT).endsWith("/" + wanted))
            .min(Comparator.comparingInt(String::length));
    if (named.isPresent()) {
      return named.map(ZoneId::of);
    }
    try {
      return typed.matches("(?i)(utc|gmt)?[+-][0-9:]{1,6}")
          ? Optional.of(ZoneId.of(typed.toUpperCase(Locale.ROOT)))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The name, or the city's, that looks most like what was typed. */
  static Optional<String> nearest(List<String> words) {
    String typed = String.join("_", words);
    return Symbols.nearest(typed, ZoneChoices.all())
        .or(
            () ->
                Symbols.nearest(
                        typed,
                        ZoneChoices.all().stream()
                            .map(id -> id.substring(id.lastIndexOf('/') + 1))
                            .toList())
                    .flatMap(city -> find(List.of(city)))
                    .map(ZoneId::getId));
  }
}
