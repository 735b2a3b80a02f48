package lowtide.chat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the processes of one bot, each on a machine of its own, share of its platforms. */
public interface Nodes {
  /** One process that does everything. */
  Nodes ALONE =
      new Nodes() {
        @Override
        public Share share(String what, int parts) {
          Set<Integer> all = IntStream.range(0, parts).boxed().collect(Collectors.toSet());
          return () -> all;
        }

        @Override
        public Optional<Buckets> buckets() {
          return Optional.empty();
        }
      };

  /**
   * Asks for a share of what only one node at a time may do, such as the one poll that Telegram
   * allows, or one of Discord's shards. The nodes that ask get about as many parts each.
   *
   * @param what unique for it, and equal on all nodes
   */
  Share share(String what, int parts);

  /** Token buckets that all nodes take from; empty where there is one node. */
  Optional<Buckets> buckets();

  /** The parts that a node has. */
  @FunctionalInterface
  interface Share extends AutoCloseable {
    /**
     * Those that nobody else has at this moment. May change at any time: whoever loses one ends
     * what it does with it within a few seconds.
     */
    Set<Integer> mine();

    default boolean has(int part) {
      return mine().contains(part);
    }

    /** Gives all of them back. */
    @Override
    default void close() {}
  }
}
