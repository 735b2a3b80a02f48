package lowtide.market;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What does not work at the moment: told to the log when it begins and when it is over. */
final class Troubles {
  private static final Logger log = LoggerFactory.getLogger(Troubles.class);

  private final Map<String, String> open = new ConcurrentHashMap<>();

  void failed(String source, Instrument instrument, String what, String why) {
    String key = key(source, instrument, what);
    if (open.put(key, why) == null) {
      log.warn("{}: {}", key, why);
    }
  }

  void recovered(String source, Instrument instrument, String what) {
    String key = key(source, instrument, what);
    if (open.remove(key) != null) {
      log.info("{}: works again", key);
    }
  }

  private static String key(String source, Instrument instrument, String what) {
    return "%s %s (%s)".formatted(source, instrument.symbol(), what);
  }

  /** Source, instrument and what it was asked for, and why it failed. */
  Map<String, String> open() {
    return new TreeMap<>(open);
  }
}
