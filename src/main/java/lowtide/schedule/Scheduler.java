package lowtide.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks at their intervals, by Quartz, in memory.
 *
 * <p>A task that fails is logged and runs again at its next time. After a pause (a laptop's lid, a
 * stopped process) each task runs once, not once for every time it missed.
 */
public final class Scheduler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scheduler.class);
  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(8);

  private final org.quartz.Scheduler quartz;
  private final Map<String, Task> tasks = new ConcurrentHashMap<>();

  public Scheduler(List<Task> tasks) {
    for (Task task : tasks) {
      if (this.tasks.put(task.name(), task) != null) {
        throw new IllegalArgumentException("two tasks are called " + task.name());
      }
    }
    try {
      quartz = new StdSchedulerFactory(properties(tasks.size())).getScheduler();
      quartz.setJobFactory((bundle, scheduler) -> new TaskJob(this.tasks));
      for (Task task : tasks) {
        quartz.scheduleJob(
            JobBuilder.newJob(TaskJob.class).withIdentity(task.name()).build(),
            TriggerBuilder.newTrigger()
                .withIdentity(task.name())
                .withSchedule(
                    SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(Math.max(1, task.every().toMillis()))
                        .repeatForever()
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build());
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler cannot be set up", e);
    }
  }

  private static Properties properties(int threads) {
    Properties properties = new Properties();
    // Quartz keeps schedulers by name in one table a JVM: equal names would share one.
    properties.setProperty("org.quartz.scheduler.instanceName", "lowtide-" + UUID.randomUUID());
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.scheduler.interruptJobsOnShutdown", "true");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "1000");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", Integer.toString(threads));
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    return properties;
  }

  public void start() {
    try {
      quartz.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler does not start", e);
    }
  }

  /** Lets running tasks end, but waits for 8 s at most: Quartz itself would wait for ever. */
  @Override
  public void close() {
    Thread closer = new Thread(this::shutDown, "scheduler-close");
    closer.setDaemon(true);
    closer.start();
    try {
      closer.join(CLOSE_DEADLINE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (closer.isAlive()) {
      log.warn("a task did not end within {}; it is left behind", CLOSE_DEADLINE);
    }
  }

  private void shutDown() {
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

    TaskJob(Map<String, Task> tasks) {
      this.tasks = tasks;
    }

    @Override
    public void execute(JobExecutionContext context) {
      Task task = tasks.get(context.getJobDetail().getKey().getName());
      if (task == null) {
        return;
      }
      try {
        task.body().run();
      } catch (RuntimeException | Error e) {
        // A task that throws out of here would be unscheduled by some errors: it must run again.
        log.error("task {} failed and will run again in {}", task.name(), task.every(), e);
      }
    }
  }
}
