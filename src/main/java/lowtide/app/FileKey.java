package lowtide.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a setting is called in the file, for people who look for it there. */
final class FileKey {
  /** What stands elsewhere in the file than in the settings; the first that fits. */
  private static final Map<Pattern, String> MOVED = new LinkedHashMap<>();

  static {
    moved("levels\\[(.*)]\\.levels", "levels.watch.$1");
    moved("levels\\[(.*)]\\.targets", "levels.targets.$1");
    moved("levels\\[.*]\\.(.*)", "levels.$1");
    moved("(cooldown|repeat)", "levels.$1");
    moved("correlation\\.labelWindow", "correlation.label.window");
    moved("correlation\\.confirmationSessions", "correlation.label.confirmSessions");
    moved("correlation\\.(hysteresis|bands\\..*)", "correlation.label.$1");
    moved("correlation\\.companions\\.(.*)", "correlation.$1");
    moved("phase\\.lowEnter", "phase.low.enter");
    moved("phase\\.lowLeave", "phase.low.leave");
    moved("phase\\.highEnter", "phase.high.enter");
    moved("phase\\.highLeave", "phase.high.leave");
    moved("setup\\.(drawdown|pullback)From", "setup.$1.from");
    moved("setup\\.(drawdown|pullback)To", "setup.$1.to");
    moved("(.*)\\.confirmationDays", "$1.confirmDays");
    moved("hoursKept", "history.hours");
    moved("own\\.(.*)", "ownAlerts.$1");
    moved("feed", "sources.use");
    moved("jsonLog", "log.format");
  }

  private FileKey() {}

  private static void moved(String inSettings, String inFile) {
    MOVED.put(Pattern.compile(inSettings), inFile);
  }

  static String of(String inSettings) {
    String path = inSettings.replaceFirst("^signals\\.", "");
    for (Map.Entry<Pattern, String> one : MOVED.entrySet()) {
      Matcher matcher = one.getKey().matcher(path);
      if (matcher.matches()) {
        return matcher.replaceFirst(one.getValue());
      }
    }
    return path;
  }
}
