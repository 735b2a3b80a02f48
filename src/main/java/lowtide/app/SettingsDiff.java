package lowtide.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lowtide.config.Settings;
import lowtide.signal.LevelSettings;
import org.jspecify.annotations.Nullable;

/** Where two configs differ. */
final class SettingsDiff {
  /** A setting that differs, by its key in the file. Secrets are not shown. */
  record Change(String path, String from, String to) {
    @Override
    public String toString() {
      return "%s: %s -> %s".formatted(path, from, to);
    }
  }

  private final Set<Change> changes = new LinkedHashSet<>();

  private SettingsDiff() {}

  static List<Change> of(Settings before, Settings after) {
    SettingsDiff diff = new SettingsDiff();
    diff.compare("", before, after);
    return List.copyOf(diff.changes);
  }

  private void compare(String path, @Nullable Object before, @Nullable Object after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before instanceof Record && after != null && before.getClass() == after.getClass()) {
      for (RecordComponent part : before.getClass().getRecordComponents()) {
        String name = path.isEmpty() ? part.getName() : path + "." + part.getName();
        compare(name, value(part, before), value(part, after));
      }
    } else if (before instanceof List<?> old && after instanceof List<?> fresh) {
      compare(path, old, fresh);
    } else {
      changes.add(new Change(FileKey.of(path), text(before), text(after)));
    }
  }

  /** Lists of values are told as a whole, levels by what they are of, other sections one by one. */
  private void compare(String path, List<?> before, List<?> after) {
    if (path.equals("signals.levels")) {
      Map<String, LevelSettings> old = levels(before);
      Map<String, LevelSettings> fresh = levels(after);
      Set<String> symbols = new LinkedHashSet<>(old.keySet());
      symbols.addAll(fresh.keySet());
      symbols.forEach(
          symbol ->
              compare(
                  "signals.levels[%s]".formatted(symbol),
                  old.getOrDefault(symbol, none(symbol, fresh)),
                  fresh.getOrDefault(symbol, none(symbol, old))));
    } else if (before.size() == after.size() && before.get(0) instanceof Record) {
      for (int i = 0; i < before.size(); i++) {
        compare("%s[%d]".formatted(path, i), before.get(i), after.get(i));
      }
    } else {
      changes.add(new Change(FileKey.of(path), text(before), text(after)));
    }
  }

  private static Map<String, LevelSettings> levels(List<?> all) {
    Map<String, LevelSettings> levels = new LinkedHashMap<>();
    for (Object one : all) {
      LevelSettings of = (LevelSettings) one;
      levels.put(of.instrument(), of);
    }
    return levels;
  }

  /** The same, with no level at all. */
  private static @Nullable LevelSettings none(String symbol, Map<String, LevelSettings> of) {
    LevelSettings other = of.get(symbol);
    return other == null
        ? null
        : new LevelSettings(
            symbol,
            List.of(),
            List.of(),
            other.approachPercent(),
            other.approachRearmPercent(),
            other.rearmPercent(),
            other.rearmAtrFraction());
  }

  /** As one writes it in the file, where that is short. */
  private static String text(@Nullable Object value) {
    if (value instanceof Duration span) {
      return span.isZero() ? "off" : written(span);
    }
    return value instanceof Enum<?> one
        ? one.name().toLowerCase(Locale.ROOT)
        : value == null ? "none" : value.toString();
  }

  private static String written(Duration span) {
    if (span.toMillisPart() > 0) {
      return span.toMillis() + "ms";
    }
    if (span.toSecondsPart() > 0) {
      return span.toSeconds() + "s";
    }
    if (span.toMinutesPart() > 0) {
      return span.toMinutes() + "m";
    }
    return span.toHoursPart() > 0 ? span.toHours() + "h" : span.toDays() + "d";
  }

  private static @Nullable Object value(RecordComponent part, Object record) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
