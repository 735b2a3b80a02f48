package lowtide.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import lowtide.config.ConfigFile;
import lowtide.config.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConfigWatchTest {
  private static final String TEXT =
      """
      instruments:
        BTC: {name: Bitcoin, kind: crypto}
        PSCT: {name: Small-cap tech, kind: equity}
        IWM: {name: Russell 2000, kind: equity}
      sources: {use: simulated}
      levels: {watch: {BTC: [119000, %s]}}
      """;

  @TempDir private Path folder;
  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private Path file;
  private ConfigWatch watch;

  @BeforeEach
  void open() throws Exception {
    file = folder.resolve("lowtide.yml");
    write("116000");
    watch();
  }

  @AfterEach
  void end() {
    goesOn.set(false);
  }

  private void watch() throws Exception {
    watch = new ConfigWatch(file, Map.of(), ConfigFile.read(file, Map.of()), Clock.systemUTC());
  }

  private void write(String level) throws IOException {
    Files.writeString(file, TEXT.formatted(level));
  }

  private CompletableFuture<Optional<Settings>> next() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return watch.next(goesOn::get, ConfigWatch.Listener.NONE);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static String levels(Optional<Settings> settings) {
    return settings.orElseThrow().signals().levels().get(0).levels().toString();
  }

  @Test
  void aFileThatIsWrittenOverApplies() throws Exception {
    CompletableFuture<Optional<Settings>> next = next();
    write("112000");
    assertThat(levels(next.get(10, TimeUnit.SECONDS))).isEqualTo("[119000, 112000]");
    assertThat(watch.status())
        .singleElement()
        .asString()
        .matches("Config [0-9a-f]{8}, in force since .*; changed: levels.watch.BTC");
  }

  @Test
  void aFileThatIsReplacedByAnotherApplies() throws Exception {
    CompletableFuture<Optional<Settings>> next = next();
    Path other = folder.resolve(".lowtide.yml.swp");
    Files.writeString(other, TEXT.formatted("112000"));
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThat(levels(next.get(10, TimeUnit.SECONDS))).isEqualTo("[119000, 112000]");
  }

  @Test
  void aLinkThatPointsElsewhereApplies() throws Exception {
    Path first = Files.createDirectory(folder.resolve("..data1"));
    Path second = Files.createDirectory(folder.resolve("..data2"));
    Files.writeString(first.resolve("lowtide.yml"), TEXT.formatted("116000"));
    Files.writeString(second.resolve("lowtide.yml"), TEXT.formatted("112000"));
    Path mounted = folder.resolve("..data");
    Files.createSymbolicLink(mounted, first);
    file = folder.resolve("mounted.yml");
    Files.createSymbolicLink(file, mounted.resolve("lowtide.yml"));
    watch();
    CompletableFuture<Optional<Settings>> next = next();

    Path fresh = folder.resolve("..data_tmp");
    Files.createSymbolicLink(fresh, second);
    Files.move(fresh, mounted, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

    assertThat(levels(next.get(10, TimeUnit.SECONDS))).isEqualTo("[119000, 112000]");
  }

  @Test
  void aFileThatIsWrittenSlowlyIsReadWhenItHoldsStill() throws Exception {
    CompletableFuture<Optional<Settings>> next = next();
    byte[] bytes = TEXT.formatted("112000").getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (byte one : bytes) {
        out.write(one);
        out.flush();
        Thread.sleep(5);
      }
    }
    assertThat(levels(next.get(10, TimeUnit.SECONDS))).isEqualTo("[119000, 112000]");
  }

  @Test
  void aFileThatIsEmptyForAMomentWhileItIsSavedIsWaitedFor() throws Exception {
    CompletableFuture<Optional<Settings>> next = next();
    Files.write(file, new byte[0]);
    await().during(Duration.ofMillis(800)).until(() -> watch.status().size() == 1);
    write("112000");
    assertThat(levels(next.get(10, TimeUnit.SECONDS))).isEqualTo("[119000, 112000]");
  }

  @Test
  void aFileThatIsNotValidChangesNothingAndIsNamed() throws Exception {
    CompletableFuture<Optional<Settings>> next = next();
    write("-5");
    String version = watch.status().get(0).substring(0, "Config 01234567".length());
    await().until(() -> watch.status().size() == 2);
    assertThat(watch.status().get(0))
        .startsWith(version + " goes on;")
        .endsWith("not valid: 1 problem");
    assertThat(watch.status().get(1))
        .contains("lowtide.yml:")
        .contains("-5")
        .contains("For example");
    assertThat(next).isNotDone();
    Files.delete(file);
    await().pollDelay(Duration.ofSeconds(1)).until(() -> !next.isDone());

    write("112000");
    assertThat(levels(next.get(10, TimeUnit.SECONDS))).isEqualTo("[119000, 112000]");
  }

  @Test
  void aFileThatIsSavedUnchangedAppliesNothing() throws Exception {
    CompletableFuture<Optional<Settings>> next = next();
    Files.writeString(file, "# a comment\n" + TEXT.formatted("116000"));
    await().pollDelay(Duration.ofSeconds(2)).until(() -> !next.isDone());
    goesOn.set(false);
    assertThat(next.get(10, TimeUnit.SECONDS)).isEmpty();
  }
}
