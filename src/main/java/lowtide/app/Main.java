package lowtide.app;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lowtide.config.ConfigException;
import lowtide.store.StoreException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The program's entry: one subcommand for each thing it does. */
@Command(
    name = "lowtide",
    versionProvider = Main.Version.class,
    description = "A market-signal bot for Telegram, Discord and the terminal.",
    footer = {
      "",
      "Exit codes: 0 done, 1 done with losses named, 2 bad input or config, 3 internal error."
    })
public final class Main implements Runnable {
  static final int LOSSES = 1;
  static final int BAD_INPUT = 2;
  private static final int INTERNAL = 3;

  private static final List<Class<?>> SUBCOMMANDS =
      List.of(
          DemoCommand.class,
          RunCommand.class,
          ImportCommand.class,
          AskCommand.class,
          ReplayCommand.class,
          CheckCommand.class,
          DoctorCommand.class,
          OutboxCommand.class,
          AuditCommand.class,
          SchemaCommand.class,
          BackupCommand.class,
          MigrateStoreCommand.class,
          YearsCommand.class,
          EvidenceCommand.class,
          CommandLine.HelpCommand.class);

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Which release this is, and the Java it runs on.")
  private boolean versionAsked;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "What one can ask of it, and how.")
  private boolean helpAsked;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private final Clock clock = Clock.systemUTC();

  public static void main(String[] args) {
    // Charts are drawn where there is no screen.
    System.setProperty("java.awt.headless", "true");
    // Texts are English: the machine's language must not change their digits and points.
    Locale.setDefault(Locale.US);
    System.setProperty(Logging.LEVEL, args.length > 0 && args[0].equals("run") ? "INFO" : "WARN");
    WarmUp.begin();
    StandardOutput out = StandardOutput.install();
    System.exit(out.exitCode(execute(args)));
  }

  static int execute(String... args) {
    CommandLine line = new CommandLine(new Main());
    // Describing all of them takes longer than most of them run.
    List<Class<?>> asked =
        SUBCOMMANDS.stream()
            .filter(command -> args.length > 0 && name(command).equals(args[0]))
            .toList();
    (asked.isEmpty() || asked.contains(CommandLine.HelpCommand.class) ? SUBCOMMANDS : asked)
        .forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Main::failed);
    return line.execute(args);
  }

  private static String name(Class<?> subcommand) {
    return subcommand.getAnnotation(Command.class).name();
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (e instanceof ConfigException
        || e instanceof StoreException
        || e instanceof InputException) {
      err.println(e.getMessage());
      return BAD_INPUT;
    }
    LoggerFactory.getLogger(Main.class).error("internal error", e);
    err.println("An internal error, not your doing: " + e);
    return INTERNAL;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The system's clock: whatever else tells the time is derived from it. */
  Clock clock() {
    return clock;
  }

  /** From the jar's manifest: what was just compiled has none. */
  static String version() {
    String release = Main.class.getPackage().getImplementationVersion();
    return "lowtide %s, Java %s"
        .formatted(release == null ? "from source" : release, Runtime.version());
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {version()};
    }
  }

  /** What somebody typed cannot be used; the message says how it could. */
  static final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    InputException(String message) {
      super(message);
    }
  }

  /** What all subcommands have in common. */
  abstract static class Subcommand implements Callable<Integer> {
    @ParentCommand private Main main = new Main();

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "How this is used.")
    private boolean helpAsked;

    @CommandLine.Mixin private Places places = new Places();

    Clock clock() {
      return main.clock();
    }

    Places places() {
      return places;
    }
  }
}
