package lowtide.schedule;

import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of Quartz's schedulers with its tasks.
 *
 * <p>What nodes share is no more than each task's name and when it is due: what there is to do each
 * node knows itself. A node that died in a task has it taken over after some 9 s, one between two
 * tasks at once.
 */
final class Timetable {
  private static final Logger log = LoggerFactory.getLogger(Timetable.class);

  /** Equal on all nodes. */
  private static final String SHARED_NAME = "lowtide";

  /** So far in the future a task cannot be due unless a clock was set. */
  private static final Duration EARLY = Duration.ofSeconds(3);

  /** So late no task begins that can begin at all. */
  private static final Duration LATE = Duration.ofMinutes(10);

  private final Scheduler quartz;
  private final Map<String, Task> tasks = new TreeMap<>();

  private Timetable(Scheduler quartz, List<Task> tasks) throws SchedulerException {
    this.quartz = quartz;
    tasks.forEach(task -> this.tasks.put(task.name(), task));
    Map<String, Long> begun = new ConcurrentHashMap<>();
    quartz.setJobFactory((bundle, scheduler) -> new TaskJob(this.tasks, begun));
    for (Task task : tasks) {
      if (!isPlanned(task)) {
        plan(task);
      }
    }
    for (JobKey known : quartz.getJobKeys(GroupMatcher.anyJobGroup())) {
      if (!this.tasks.containsKey(known.getName())) {
        quartz.deleteJob(known); // of another config, or an older version
      }
    }
  }

  static Timetable ofThisNode(List<Task> tasks) throws SchedulerException {
    Properties properties = properties(tasks.size());
    // Quartz keeps schedulers by name in one table a JVM: equal names would share one.
    properties.setProperty("org.quartz.scheduler.instanceName", "lowtide-" + UUID.randomUUID());
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "1000");
    return new Timetable(new StdSchedulerFactory(properties).getScheduler(), tasks);
  }

  static Timetable ofAllNodes(List<Task> tasks, DataSource shared, String node)
      throws SchedulerException {
    String source = "lowtide-" + UUID.randomUUID();
    DBConnectionManager.getInstance().addConnectionProvider(source, new Connections(shared));
    Properties properties = properties(tasks.size());
    properties.setProperty("org.quartz.scheduler.instanceName", SHARED_NAME);
    properties.setProperty("org.quartz.scheduler.instanceId", node);
    // What is due later than this may be left to others: nobody sits on it.
    properties.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
    properties.setProperty("org.quartz.scheduler.dbFailureRetryInterval", "1000");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass",
        "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    properties.setProperty("org.quartz.jobStore.dataSource", source);
    properties.setProperty("org.quartz.jobStore.tablePrefix", "quartz_");
    properties.setProperty("org.quartz.jobStore.useProperties", "true");
    properties.setProperty("org.quartz.jobStore.isClustered", "true");
    properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "1500");
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "60000");
    synchronized (Timetable.class) {
      // Two nodes in one JVM, as in tests: each is to get its own, though the name is the same.
      Scheduler quartz = new StdSchedulerFactory(properties).getScheduler();
      SchedulerRepository.getInstance().remove(SHARED_NAME);
      return new Timetable(quartz, tasks);
    }
  }

  private static Properties properties(int threads) {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.scheduler.interruptJobsOnShutdown", "true");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty(
        "org.quartz.threadPool.threadCount", Integer.toString(Math.max(1, threads)));
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    return properties;
  }

  private static long millis(Task task) {
    return Math.max(1, task.every().toMillis());
  }

  private boolean isPlanned(Task task) throws SchedulerException {
    return quartz.getTrigger(new TriggerKey(task.name())) instanceof SimpleTrigger known
        && known.getRepeatInterval() == millis(task);
  }

  private void plan(Task task) throws SchedulerException {
    JobDetail job = JobBuilder.newJob(TaskJob.class).withIdentity(task.name()).build();
    quartz.scheduleJob(job, Set.of(trigger(task)), true);
  }

  private static Trigger trigger(Task task) {
    SimpleScheduleBuilder schedule =
        SimpleScheduleBuilder.simpleSchedule()
            .withIntervalInMilliseconds(millis(task))
            .repeatForever();
    return TriggerBuilder.newTrigger()
        .withIdentity(task.name())
        .forJob(task.name())
        .withSchedule(
            task.where() == Task.Where.EVERY_NODE
                ? schedule.withMisfireHandlingInstructionNextWithRemainingCount()
                // After all nodes were down it is due at once, once.
                : schedule.withMisfireHandlingInstructionNowWithRemainingCount())
        .build();
  }

  void start() throws SchedulerException {
    quartz.start();
  }

  /** Plans anew what is due too far in the future, or was due long ago and did not begin. */
  void check() throws SchedulerException {
    Set<String> running = new HashSet<>();
    for (JobExecutionContext job : quartz.getCurrentlyExecutingJobs()) {
      running.add(job.getJobDetail().getKey().getName());
    }
    for (Task task : tasks.values()) {
      Trigger trigger = quartz.getTrigger(new TriggerKey(task.name()));
      Date next = trigger == null ? null : trigger.getNextFireTime();
      if (!running.contains(task.name()) && (next == null || isWrong(task, next))) {
        log.warn("task {} was due at {}: it is due now", task.name(), next);
        plan(task);
      }
    }
  }

  private static boolean isWrong(Task task, Date next) {
    long now = new Date().getTime(); // what Quartz goes by, whatever clock the bot has
    long late = Math.max(LATE.toMillis(), 2 * millis(task));
    return next.getTime() > now + millis(task) + EARLY.toMillis() || next.getTime() < now - late;
  }

  /** As if a clock had been wrong when it was planned. */
  void planAt(Task task, Date due) throws SchedulerException {
    quartz.rescheduleJob(
        new TriggerKey(task.name()), trigger(task).getTriggerBuilder().startAt(due).build());
  }

  /** Waits until running tasks have ended. */
  void close() {
    try {
      quartz.shutdown(true);
    } catch (SchedulerException e) {
      log.warn("the scheduler did not shut down cleanly", e);
    }
  }

  /** Quartz's side of a task. */
  @DisallowConcurrentExecution
  static final class TaskJob implements Job {
    private final Map<String, Task> tasks;
    private final Map<String, Long> begun; // by the timer that never jumps

    TaskJob(Map<String, Task> tasks, Map<String, Long> begun) {
      this.tasks = tasks;
      this.begun = begun;
    }

    @Override
    public void execute(JobExecutionContext context) {
      Task task = tasks.get(context.getJobDetail().getKey().getName());
      if (task == null || isMadeUpFor(task, context)) {
        return;
      }
      begun.put(task.name(), System.nanoTime());
      try {
        task.body().run();
      } catch (RuntimeException | Error e) {
        // A task that throws out of here would be unscheduled by some errors: it must run again.
        log.error("task {} failed and will run again in {}", task.name(), task.every(), e);
      }
    }

    /** After a pause Quartz begins a task once for each time that it missed. */
    private boolean isMadeUpFor(Task task, JobExecutionContext context) {
      Date next = context.getNextFireTime();
      Long last = begun.get(task.name());
      return next != null
          && next.before(context.getFireTime())
          && last != null
          && System.nanoTime() - last < task.every().toNanos();
    }
  }
}
