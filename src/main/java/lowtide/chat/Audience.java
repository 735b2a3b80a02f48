package lowtide.chat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How a chat wants to be told things.
 *
 * <p>Whoever makes a text or a picture for a chat does so {@linkplain #tell within} its audience;
 * what does not know any chat is made for {@link #USUAL}.
 *
 * @param zone in which times are told where the platform does not show each reader their own
 */
public record Audience(ZoneId zone, Look look, Language language) {
  /** In English and UTC, with dark pictures. */
  public static final Audience USUAL = new Audience(ZoneId.of("UTC"), Look.DARK, Language.ENGLISH);

  private static final ThreadLocal<Audience> CURRENT = ThreadLocal.withInitial(() -> USUAL);

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(USUAL.zone());

  private static final String ELSEWHERE = "uuuu-MM-dd HH:mm z";
  private static final String GERMAN = "dd.MM.uuuu HH:mm z";

  /** What pictures look like. */
  public enum Look {
    DARK,
    LIGHT,
    /** Told apart by shape, dash and lightness alone: for every kind of colour vision. */
    PLAIN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whom this thread makes something for. */
  public static Audience current() {
    return CURRENT.get();
  }

  /** What {@code making} makes for this audience. */
  public <T> T tell(Supplier<T> making) {
    Audience before = CURRENT.get();
    CURRENT.set(this);
    try {
      return making.get();
    } finally {
      CURRENT.set(before);
    }
  }

  public Audience withZone(ZoneId other) {
    return new Audience(other, look, language);
  }

  public Audience withLook(Look other) {
    return new Audience(zone, other, language);
  }

  public Audience withLanguage(Language other) {
    return new Audience(zone, look, other);
  }

  /** What was made for all, as this audience wants it. */
  public Message put(Message message) {
    return language.say(dated(message));
  }

  /** With its moments in this zone. */
  private Message dated(Message message) {
    boolean hasMoments =
        message.blocks().stream()
            .anyMatch(
                block ->
                    block instanceof Message.Line line
                        && line.spans().stream().anyMatch(Message.Moment.class::isInstance));
    return hasMoments
        ? message.withBlocks(message.blocks().stream().map(this::dated).toList())
        : message;
  }

  private Message.Block dated(Message.Block block) {
    return block instanceof Message.Line line
        ? new Message.Line(
            line.spans().stream()
                .map(
                    span ->
                        span instanceof Message.Moment moment
                            ? new Message.Moment(moment.at(), zone, moment.language())
                            : span)
                .toList())
        : block;
  }

  /** {@code 10.07.2025 16:03 MESZ} in German. */
  static String time(Instant at, ZoneId zone, Language language) {
    return language == Language.ENGLISH
        ? time(at, zone)
        : DateTimeFormatter.ofPattern(GERMAN, language.locale()).withZone(zone).format(at);
  }

  /** {@code 2025-07-10 14:03 UTC}, {@code 2025-07-10 16:03 CEST}. */
  public static String time(Instant at, ZoneId zone) {
    return zone.equals(USUAL.zone())
        ? UTC.format(at)
        : DateTimeFormatter.ofPattern(ELSEWHERE, Locale.US).withZone(zone).format(at);
  }
}
