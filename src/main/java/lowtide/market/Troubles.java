package lowtide.market;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What does not work at the moment.
 *
 * <p>A source that fails for one reason is told to the log once, however many instruments it has,
 * and once more when nothing of it fails any longer.
 */
final class Troubles {
  private static final Logger log = LoggerFactory.getLogger(Troubles.class);

  private final Map<Asked, String> open = new ConcurrentHashMap<>();

  private record Asked(String source, String symbol, String what) {}

  synchronized void failed(String source, Instrument instrument, String what, String message) {
    // Who it is stands before it anyway.
    String own = source + ": ";
    String why = message.startsWith(own) ? message.substring(own.length()) : message;
    boolean told =
        open.entrySet().stream()
            .anyMatch(
                known -> known.getKey().source().equals(source) && isSame(known.getValue(), why));
    open.put(new Asked(source, instrument.symbol(), what), why);
    if (!told) {
      log.warn("{} {} ({}): {}", source, instrument.symbol(), what, why);
    }
  }

  /** That it is left alone after a failure is no other trouble than the failure. */
  private static boolean isSame(String why, String other) {
    return why.endsWith(other) || other.endsWith(why);
  }

  synchronized void recovered(String source, Instrument instrument, String what) {
    boolean failed = open.remove(new Asked(source, instrument.symbol(), what)) != null;
    if (failed && open.keySet().stream().noneMatch(known -> known.source().equals(source))) {
      log.info("{}: works again", source);
    }
  }

  /** Source, instruments and what they were asked for, and why that fails: a line for a reason. */
  synchronized Map<String, String> open() {
    record Cause(String source, String why) {}
    Map<Cause, TreeSet<String>> symbols = new LinkedHashMap<>();
    Map<Cause, TreeSet<String>> whats = new LinkedHashMap<>();
    open.forEach(
        (asked, why) -> {
          Cause cause = new Cause(asked.source(), why);
          symbols.computeIfAbsent(cause, key -> new TreeSet<>()).add(asked.symbol());
          whats.computeIfAbsent(cause, key -> new TreeSet<>()).add(asked.what());
        });
    Map<String, String> lines = new TreeMap<>();
    symbols.forEach(
        (cause, of) ->
            lines.merge(
                "%s %s (%s)"
                    .formatted(
                        cause.source(),
                        String.join(", ", of),
                        String.join(", ", whats.getOrDefault(cause, new TreeSet<>()))),
                cause.why(),
                (one, other) -> one + "; " + other));
    return lines;
  }
}
