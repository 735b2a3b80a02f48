package lowtide.command;

import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import lowtide.chat.Message;

/** Which time zone a chat goes by: one tap for most people, a region first for the others. */
final class ZoneChoices {
  private static final List<String> USUAL =
      List.of(
          "UTC",
          "Europe/London",
          "Europe/Berlin",
          "Asia/Dubai",
          "Asia/Kolkata",
          "Asia/Singapore",
          "Asia/Tokyo",
          "America/New_York",
          "America/Los_Angeles",
          "America/Sao_Paulo");

  private static final List<String> REGIONS =
      List.of("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific");

  /** Platforms show 25 buttons at most, and some lead on or back. */
  private static final int A_PAGE = 21;

  private static final String SET = "settings zone ";

  private final Clock wallClock;

  ZoneChoices(Clock wallClock) {
    this.wallClock = wallClock;
  }

  /** All that have a city's name, in the order of the alphabet. */
  static List<String> all() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(id -> REGIONS.contains(region(id)))
        .sorted()
        .toList();
  }

  /** What most people live in, and the regions of all others. */
  Message page(ZoneId now) {
    Message.Builder message = page("Which time zone does this chat go by?", now);
    USUAL.forEach(zone -> message.button(label(zone), SET + zone));
    REGIONS.forEach(region -> message.button(region + " …", SET + region));
    return message.button("Back", "settings").build();
  }

  /**
   * Of {@code Europe} or {@code Europe 2}.
   *
   * @return empty if it names no region
   */
  Optional<Message> region(List<String> words, ZoneId now) {
    Optional<String> region =
        REGIONS.stream().filter(one -> one.equalsIgnoreCase(words.get(0))).findFirst();
    boolean paged = words.size() == 2 && words.get(1).matches("[1-9][0-9]?");
    if (region.isEmpty() || words.size() > 1 && !paged) {
      return Optional.empty();
    }
    List<String> zones = cities(region.get());
    int pages = (zones.size() + A_PAGE - 1) / A_PAGE;
    int page = Math.min(pages, paged ? Integer.parseInt(words.get(1)) : 1);
    Message.Builder message =
        page("Time zones of %s, %d of %d".formatted(region.get(), page, pages), now);
    zones.stream()
        .skip((page - 1L) * A_PAGE)
        .limit(A_PAGE)
        .forEach(zone -> message.button(label(zone), SET + zone));
    if (pages > 1) {
      message.button("Further ones", SET + region.get() + " " + (page % pages + 1));
    }
    return Optional.of(message.button("Back", "settings zone").build());
  }

  private static Message.Builder page(String title, ZoneId now) {
    return Message.titled(title)
        .line("Now it is %s.".formatted(now.getId()))
        .line(new Message.Plain("Any other: "), new Message.Code("/settings zone Australia/Sydney"))
        .inPlace();
  }

  private static List<String> cities(String region) {
    return all().stream().filter(id -> region(id).equals(region)).toList();
  }

  private static String region(String id) {
    return id.contains("/") ? id.substring(0, id.indexOf('/')) : "";
  }

  /** What the clock says there, and the city: {@code 22:04 Sao Paulo}. */
  private String label(String id) {
    LocalTime there = LocalTime.ofInstant(wallClock.instant(), ZoneId.of(id));
    String city = id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    return "%s %s".formatted(there.truncatedTo(ChronoUnit.MINUTES), city);
  }
}
