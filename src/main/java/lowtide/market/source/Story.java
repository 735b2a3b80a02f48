package lowtide.market.source;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens in the simulated market: prices it passes through and how restless it is between
 * them. Days count from the market's start; before it lies the history.
 */
final class Story {
  /**
   * @param day from the start; negative before it
   * @param noise standard deviation of an hour's own move, as a part of the price
   */
  private record Waypoint(double day, double price, double noise) {}

  /** The first day there is. */
  static final int FIRST_DAY = -8 * 365;

  /** From here on there are hours, before there are days only. */
  static final int FIRST_HOURLY_DAY = -60;

  /** A restless rise, a calm year, a slide through both levels in steps, a crash, a recovery. */
  private static final List<Waypoint> BITCOIN =
      List.of(
          new Waypoint(FIRST_DAY, 9_000, 0.0060),
          new Waypoint(-4 * 365, 24_000, 0.0060),
          new Waypoint(-2 * 365, 108_000, 0.0050),
          new Waypoint(-200, 119_000, 0.0025),
          new Waypoint(FIRST_HOURLY_DAY, 124_000, 0.0012),
          new Waypoint(-4, 124_500, 0.0008),
          new Waypoint(1, 122_600, 0.0004),
          new Waypoint(3, 120_600, 0.0004),
          new Waypoint(5, 118_300, 0.0004),
          new Waypoint(8, 118_500, 0.0004),
          new Waypoint(11, 121_900, 0.0004),
          new Waypoint(13, 121_800, 0.0004),
          new Waypoint(13.04, 114_900, 0.0004),
          new Waypoint(16, 115_200, 0.0004),
          new Waypoint(19, 117_300, 0.0004),
          new Waypoint(23, 120_600, 0.0006),
          new Waypoint(28, 123_500, 0.0010),
          new Waypoint(38, 126_000, 0.0015),
          new Waypoint(45, 112_000, 0.0060),
          new Waypoint(58, 93_000, 0.0070),
          new Waypoint(80, 97_000, 0.0040),
          new Waypoint(130, 108_000, 0.0030));

  /** When equities begin to move with Bitcoin. */
  private static final double COUPLED_FROM = 12;

  /** What was told is over; from here on it goes up and down by chance, and never ends. */
  private static final double TOLD = 130;

  private static final double CHAPTER_DAYS = 40;
  private static final double CALM = 0.0006;
  private static final int CHAPTERS_COUPLED = 4;

  private Story() {}

  /** Bitcoin's price at a day, before its own noise. */
  static double bitcoin(double day) {
    Waypoint before = before(day);
    Waypoint after = day < TOLD ? told(day) : chapter(chapter(day) + 1);
    double part = (day - before.day()) / Math.max(1e-9, after.day() - before.day());
    return before.price() * Math.pow(after.price() / before.price(), Math.max(0, part));
  }

  /**
   * How restless an hour is; a chapter calms down before its end, so that no level is danced on.
   */
  static double noise(double day) {
    boolean late = day >= TOLD && (day - TOLD) % CHAPTER_DAYS > CHAPTER_DAYS * 0.4;
    return late ? CALM : before(day).noise();
  }

  /** The last waypoint that lies behind, or the very first one. */
  private static Waypoint before(double day) {
    if (day >= TOLD) {
      return chapter(chapter(day));
    }
    Waypoint before = BITCOIN.get(0);
    for (Waypoint waypoint : BITCOIN) {
      if (waypoint.day() > day) {
        break;
      }
      before = waypoint;
    }
    return before;
  }

  /** The first waypoint that lies ahead in the part that is told. */
  private static Waypoint told(double day) {
    return BITCOIN.stream().filter(waypoint -> waypoint.day() > day).findFirst().orElseThrow();
  }

  private static int chapter(double day) {
    return (int) ((day - TOLD) / CHAPTER_DAYS);
  }

  /** A waypoint of the endless part: high and calm, then low and often restless, by turns. */
  private static Waypoint chapter(int number) {
    if (number == 0) {
      return BITCOIN.get(BITCOIN.size() - 1);
    }
    SplittableRandom chance = new SplittableRandom(number);
    boolean high = number % 2 == 1;
    double price = high ? chance.nextDouble(122_000, 131_000) : chance.nextDouble(93_000, 113_000);
    double noise = !high && price < 103_000 ? 0.0060 : CALM;
    return new Waypoint(TOLD + number * CHAPTER_DAYS, price, noise);
  }

  /** How closely an equity's session follows Bitcoin's, from 0 to 1. */
  static double coupling(double day) {
    boolean apart = day < COUPLED_FROM || day >= TOLD && chapter(day) / CHAPTERS_COUPLED % 2 == 1;
    return apart ? 0.2 : 0.9;
  }
}
