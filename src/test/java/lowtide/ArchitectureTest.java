package lowtide;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;

/** Who may know whom, and which library lives where. */
@AnalyzeClasses(packages = "lowtide", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchRule marketKnowsNothingAbove = knows("market..");
  @ArchTest static final ArchRule chatKnowsNothingAbove = knows("chat..");
  @ArchTest static final ArchRule scheduleKnowsNothingAbove = knows("schedule..");
  @ArchTest static final ArchRule chartKnowsMarket = knows("chart..", "market..");
  @ArchTest static final ArchRule signalKnowsMarket = knows("signal..", "market..");

  @ArchTest
  static final ArchRule alertKnowsSignalAndChat =
      knows("alert..", "signal..", "chat..", "market..");

  @ArchTest
  static final ArchRule replayKnowsAlert = knows("replay..", "alert..", "signal..", "market..");

  @ArchTest
  static final ArchRule evidenceKnowsSignals =
      knows("evidence..", "market..", "signal..", "chart..", "chat", "command..");

  @ArchTest
  static final ArchRule commandKnowsWhatItShows =
      knows("command..", "market..", "signal..", "alert..", "chart..", "chat..");

  @ArchTest
  static final ArchRule watchKnowsWhatItShows =
      knows("watch..", "market", "alert..", "chat", "schedule..");

  @ArchTest static final ArchRule micrometer = livesIn("io.micrometer..", "watch..");

  @ArchTest
  static final ArchRule storeKnowsThePortsItImplements =
      knows("store..", "market..", "signal..", "alert..", "chat..");

  @ArchTest
  static final ArchRule configKnowsTheSettingsOfAllAndNobodyKnowsConfig =
      noClasses()
          .that()
          .resideOutsideOfPackages("lowtide.config..", "lowtide.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("lowtide.config..");

  @ArchTest
  static final ArchRule signalReadsNoSource =
      noClasses()
          .that()
          .resideInAPackage("lowtide.signal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("lowtide.market.source..");

  @ArchTest
  static final ArchRule foldersHaveNoCycles =
      slices().matching("lowtide.(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule quartz = livesIn("org.quartz..", "schedule..");
  @ArchTest static final ArchRule jda = livesIn("net.dv8tion..", "chat.discord..");
  @ArchTest static final ArchRule telegramBots = livesIn("org.telegram..", "chat.telegram..");

  /** Quartz asks for connections, to the tables that nodes share. */
  @ArchTest static final ArchRule jdbc = livesIn("java.sql..", "store..", "schedule");

  @ArchTest static final ArchRule sqlite = livesIn("org.sqlite..", "store.sqlite..");
  @ArchTest static final ArchRule hikari = livesIn("com.zaxxer..", "store.postgres..");
  @ArchTest static final ArchRule flyway = livesIn("org.flywaydb..", "store..");
  @ArchTest static final ArchRule hipparchus = livesIn("org.hipparchus..", "signal..");
  @ArchTest static final ArchRule jollyday = livesIn("de.focus_shift..", "market");
  @ArchTest static final ArchRule charts = livesIn("org.jfree..", "chart..");
  @ArchTest static final ArchRule awt = livesIn("java.awt..", "chart..");

  @ArchTest
  static final ArchRule bucket4j =
      livesIn("io.github.bucket4j..", "chat..", "market.source", "store.postgres");

  @ArchTest
  static final ArchRule resilience4j = livesIn("io.github.resilience4j..", "market.source");

  @ArchTest static final ArchRule jline = livesIn("org.jline..", "chat.console..");
  @ArchTest static final ArchRule picocli = livesIn("picocli..", "app..");
  @ArchTest static final ArchRule yaml = livesIn("com.fasterxml.jackson.dataformat..", "config..");

  @ArchTest
  static final ArchRule timeComesFromAClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule onlyTheRootMakesAClock =
      noClasses()
          .that()
          .resideOutsideOfPackage("lowtide.app..")
          .should()
          .callMethod(Clock.class, "systemUTC");

  private static ArchRule knows(String folder, String... others) {
    String[] allowed = new String[others.length + 2];
    allowed[0] = "lowtide." + folder;
    allowed[1] = "lowtide.secret";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 2] = "lowtide." + others[i];
    }
    return noClasses()
        .that()
        .resideInAPackage("lowtide." + folder)
        .should()
        .dependOnClassesThat(resideInAPackage("lowtide..").and(not(resideInAnyPackage(allowed))));
  }

  private static ArchRule livesIn(String library, String... folders) {
    return noClasses()
        .that(
            not(
                resideInAnyPackage(
                    Arrays.stream(folders).map("lowtide."::concat).toArray(String[]::new))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }
}
