package lowtide.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lowtide.config.Settings;
import org.jspecify.annotations.Nullable;

/** Where two configs differ. */
final class SettingsDiff {
  /** A setting that differs. Secrets are not shown. */
  record Change(String path, String from, String to) {}

  private SettingsDiff() {}

  static List<Change> of(Settings before, Settings after) {
    List<Change> changes = new ArrayList<>();
    compare("", before, after, changes);
    return changes;
  }

  private static void compare(
      String path, @Nullable Object before, @Nullable Object after, List<Change> changes) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before instanceof Record && after != null && before.getClass() == after.getClass()) {
      for (RecordComponent part : before.getClass().getRecordComponents()) {
        String name = path.isEmpty() ? part.getName() : path + "." + part.getName();
        compare(name, value(part, before), value(part, after), changes);
      }
    } else if (before instanceof List<?> old
        && after instanceof List<?> fresh
        && old.size() == fresh.size()) {
      for (int i = 0; i < old.size(); i++) {
        compare("%s[%d]".formatted(path, i), old.get(i), fresh.get(i), changes);
      }
    } else {
      changes.add(new Change(path, String.valueOf(before), String.valueOf(after)));
    }
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
