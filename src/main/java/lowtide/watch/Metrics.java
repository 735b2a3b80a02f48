package lowtide.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import lowtide.chat.ChatId;
import lowtide.chat.ChatPlatform;
import lowtide.chat.Delivery;
import lowtide.chat.Message;
import lowtide.chat.RequestHandler;
import lowtide.market.Bar;
import lowtide.market.Instrument;
import lowtide.market.Interval;
import lowtide.market.PriceSource;
import lowtide.market.Quote;
import lowtide.schedule.Task;

/**
 * Counts and times what the bot does, for Prometheus. Names follow its conventions: base units,
 * {@code lowtide_} before what is the bot's own.
 */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final List<Runnable> before = new ArrayList<>();

  /** When each source last answered, by the machine's timer. */
  private final Map<String, AtomicLong> answered = new ConcurrentHashMap<>();

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** A figure and what it is of: {@code label, value, label, value ...}. */
  public record Figure(double value, String... labels) {}

  /**
   * Figures that are asked for when somebody reads the metrics.
   *
   * @param name with dots, without {@code lowtide.}
   * @param unit base unit, such as {@code seconds}; empty for none
   */
  public void figures(
      String name, String description, String unit, Supplier<List<Figure>> figures) {
    MultiGauge gauge =
        MultiGauge.builder("lowtide." + name)
            .description(description)
            .baseUnit(unit.isEmpty() ? null : unit)
            .register(registry);
    before.add(
        () -> {
          List<MultiGauge.Row<?>> rows = new ArrayList<>();
          for (Figure figure : figures.get()) {
            rows.add(MultiGauge.Row.of(Tags.of(figure.labels()), figure.value()));
          }
          gauge.register(rows, true);
        });
  }

  /** All figures, in Prometheus's text format. */
  public synchronized String scrape() {
    for (Runnable asking : before) {
      asking.run();
    }
    return registry.scrape();
  }

  /** The same source, timed. */
  public PriceSource timed(PriceSource source) {
    return new TimedSource(source, answered.computeIfAbsent(source.name(), this::age), registry);
  }

  private AtomicLong age(String source) {
    AtomicLong last = new AtomicLong(System.nanoTime());
    Gauge.builder("lowtide.source.age", last, nanos -> (System.nanoTime() - nanos.get()) / 1e9)
        .description("How long ago a source last answered; at first since the start")
        .baseUnit("seconds")
        .tag("source", source)
        .register(registry);
    return last;
  }

  /**
   * The same platform, its sends counted by outcome and its commands timed.
   *
   * @param commands those there are: what people make up must not make series without end
   */
  public ChatPlatform timed(ChatPlatform platform, Set<String> commands) {
    TimedPlatform timed = new TimedPlatform(platform, Set.copyOf(commands), registry);
    // There from the start, so that the first refusal is a rise from 0 and not a new series.
    for (Class<?> outcome : Delivery.class.getPermittedSubclasses()) {
      timed.sends(outcome);
    }
    timed.answers("unknown");
    return timed;
  }

  /** The same task, timed, with how late it began. */
  public Task timed(Task task) {
    Timer took = registry.timer("lowtide.task", "task", task.name());
    AtomicLong began = new AtomicLong();
    AtomicLong late = new AtomicLong();
    Gauge.builder("lowtide.task.lag", late, nanos -> nanos.get() / 1e9)
        .description("How much later than planned a task last began")
        .baseUnit("seconds")
        .tag("task", task.name())
        .register(registry);
    return task.with(
        () -> {
          long now = System.nanoTime();
          long last = began.getAndSet(now);
          late.set(last == 0 ? 0 : Math.max(0, now - last - task.every().toNanos()));
          took.record(task.body());
        });
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private record TimedSource(PriceSource source, AtomicLong answered, MeterRegistry registry)
      implements PriceSource {
    @Override
    public String name() {
      return source.name();
    }

    @Override
    public Optional<Quote> quote(Instrument instrument, Instant now) {
      return timed("quote", () -> source.quote(instrument, now));
    }

    @Override
    public List<Bar> bars(Instrument instrument, Interval interval, Instant from, Instant now) {
      return timed("bars", () -> source.bars(instrument, interval, from, now));
    }

    @Override
    public Instant settled(Instrument instrument, Instant now) {
      return source.settled(instrument, now);
    }

    @Override
    public Duration reach(Interval interval) {
      return source.reach(interval);
    }

    private <T> T timed(String kind, Supplier<T> asking) {
      long began = System.nanoTime();
      String outcome = "failed";
      try {
        T answer = asking.get();
        outcome = "answered";
        answered.set(System.nanoTime());
        return answer;
      } finally {
        registry
            .timer("lowtide.poll", "source", source.name(), "kind", kind, "outcome", outcome)
            .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
      }
    }
  }

  private record TimedPlatform(ChatPlatform platform, Set<String> commands, MeterRegistry registry)
      implements ChatPlatform {
    @Override
    public String name() {
      return platform.name();
    }

    Timer sends(Class<?> outcome) {
      return registry.timer(
          "lowtide.send",
          "platform",
          platform.name(),
          "outcome",
          outcome.getSimpleName().toLowerCase(Locale.ROOT));
    }

    Timer answers(String command) {
      return registry.timer("lowtide.command", "platform", platform.name(), "command", command);
    }

    @Override
    public void start(RequestHandler handler) {
      platform.start(
          handler.answering(
              request -> {
                long began = System.nanoTime();
                Optional<Message> answer = handler.answer(request);
                String command =
                    commands.contains(request.command()) ? request.command() : "unknown";
                answers(command).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                return answer;
              }));
    }

    @Override
    public boolean sends() {
      return platform.sends();
    }

    @Override
    public Delivery send(ChatId chat, String notification, Message message) {
      long began = System.nanoTime();
      Delivery delivery = platform.send(chat, notification, message);
      sends(delivery.getClass()).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
      return delivery;
    }

    @Override
    public Health health() {
      return platform.health();
    }

    @Override
    public void close() {
      platform.close();
    }
  }
}
