package lowtide.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lowtide.alert.Digests;
import lowtide.alert.Explanations;
import lowtide.alert.Notices;
import lowtide.alert.Outbox;
import lowtide.chat.Audience;
import lowtide.chat.Audiences;
import lowtide.signal.Explanation;

/**
 * Owes digests that are due. Chats that read alike get one and the same, made once. One that is
 * late, for nobody was there at its time, comes once and tells of now.
 */
public final class DigestDesk {
  private final Digests digests;
  private final Audiences audiences;
  private final DigestCommand making;
  private final Notices notices;
  private final Explanations explanations;
  private final Clock wallClock;

  public DigestDesk(
      Digests digests,
      Audiences audiences,
      DigestCommand making,
      Notices notices,
      Explanations explanations,
      Clock wallClock) {
    this.explanations = explanations;
    this.digests = digests;
    this.audiences = audiences;
    this.making = making;
    this.notices = notices;
    this.wallClock = wallClock;
  }

  private record Edition(Instant due, Audience audience, Duration span) {
    /** The same after a crash: nobody gets it twice. */
    String id() {
      return "digest/%s/%s/%s/%s"
          .formatted(due, span.toDays(), audience.zone().getId(), audience.look());
    }
  }

  public void look() {
    Instant now = wallClock.instant();
    Map<Edition, List<Digests.Due>> editions =
        digests.due(now).stream()
            .collect(
                Collectors.groupingBy(
                    due -> new Edition(due.at(), audiences.of(due.chat()), due.plan().span()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    editions.forEach(
        (edition, chats) -> {
          Answer digest = edition.audience().tell(() -> making.digest(edition.span()));
          notices.owe(
              edition.id(),
              digest.message(),
              chats.stream().map(Digests.Due::chat).toList(),
              Outbox.Lane.DIGEST);
          for (Digests.Due due : chats) {
            digests.digest(due.chat(), due.plan(), due.plan().next(now, edition.audience().zone()));
          }
          Explanation why = digest.why();
          if (why != null) {
            chats.forEach(due -> explanations.answered(due.chat(), digest.message().title(), why));
          }
        });
  }
}
