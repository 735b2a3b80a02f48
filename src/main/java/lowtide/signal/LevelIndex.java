package lowtide.signal;

import java.util.ConcurrentModificationException;

/**
 * Everybody's price levels of one instrument, asked at each tick for those it hits.
 *
 * <p>A downward level is hit by a move from it or above to below it, an upward level by a move from
 * it or below to above it. A level is a price and an id; many may share a price, and an id may have
 * many levels. What is hit stays until it is removed.
 *
 * <p>With n levels: a tick costs O(log n) and O(1) for each level hit; adding or removing one costs
 * O(log n) comparisons and moves numbers within one block and, seldom, in the directory of blocks
 * (see {@link LevelBlocks}). 16 bytes a level in a full block, 24 as a rule. Not to be shared
 * between threads.
 */
public final class LevelIndex {
  /** From which side a level is hit. */
  public enum Direction {
    DOWN,
    UP
  }

  /** Is told of the levels hit. */
  @FunctionalInterface
  public interface HitConsumer {
    /** Must neither add levels to the index nor remove any. */
    void accept(double price, long id);
  }

  private final LevelBlocks down = new LevelBlocks();
  private final LevelBlocks up = new LevelBlocks();

  /**
   * Adds a level.
   *
   * @return false if it is there already
   * @throws IllegalArgumentException if the price is NaN or infinite
   */
  public boolean add(Direction direction, double price, long id) {
    return blocks(direction).add(requireFinite("price", price), id);
  }

  /**
   * Removes a level.
   *
   * @return false if it is not there
   * @throws IllegalArgumentException if the price is NaN or infinite
   */
  public boolean remove(Direction direction, double price, long id) {
    return blocks(direction).remove(requireFinite("price", price), id);
  }

  /**
   * Hands over the levels that a move of the price hits, in the order in which it meets them:
   * falling prices meet the highest first, and of one price the highest id.
   *
   * @param from the price before; {@code to} the price after
   * @return how many
   * @throws IllegalArgumentException if a price is NaN or infinite
   * @throws ConcurrentModificationException if the consumer adds or removes levels
   */
  public int hit(double from, double to, HitConsumer consumer) {
    requireFinite("from", from);
    requireFinite("to", to);
    return to < from ? down.descending(from, to, consumer) : up.ascending(from, to, consumer);
  }

  /** How many levels there are, of both directions. */
  public int size() {
    return down.size() + up.size();
  }

  private LevelBlocks blocks(Direction direction) {
    return direction == Direction.DOWN ? down : up;
  }

  private static double requireFinite(String name, double price) {
    if (!Double.isFinite(price)) {
      throw new IllegalArgumentException("%s must be finite: %s".formatted(name, price));
    }
    return price + 0.0; // -0 is 0
  }
}
