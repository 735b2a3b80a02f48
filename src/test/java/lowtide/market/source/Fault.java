package lowtide.market.source;

import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import lowtide.market.SourceException.Kind;
import lowtide.market.source.FaultyServer.Behaviour;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What goes wrong on the way, and what it is to be called.
 *
 * @param timeout a short one for what never ends
 */
record Fault(
    String name,
    Function<Venue, Behaviour> behaviour,
    Function<Venue, Kind> kind,
    Duration timeout) {
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** For what never ends. */
  private static final Duration SHORT = Duration.ofMillis(150);

  private Fault(String name, Function<Venue, Behaviour> behaviour, Kind kind) {
    this(name, behaviour, venue -> kind, TIMEOUT);
  }

  private Fault(String name, Function<Venue, Behaviour> behaviour, Kind kind, Duration timeout) {
    this(name, behaviour, venue -> kind, timeout);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Fault status(int status, Kind kind) {
    return new Fault("HTTP " + status, v -> FaultyServer.answer(status, "", "{}"), kind);
  }

  private static Fault body(String name, Function<Venue, String> body, Kind kind) {
    return new Fault(name, v -> FaultyServer.answer(200, "", body.apply(v)), kind);
  }

  private static final List<Fault> ALL =
      List.of(
          body(
              "a web page with 200",
              v -> "<!doctype html><title>Access Denied</title>",
              Kind.MALFORMED),
          new Fault(
              "an error field with 200",
              v -> FaultyServer.answer(200, "", Answers.error(v)),
              Fault::ofErrorField,
              TIMEOUT),
          status(429, Kind.UNAVAILABLE),
          new Fault(
              "429 with Retry-After",
              v -> FaultyServer.answer(429, "Retry-After: 7\r\n", "Too Many Requests"),
              Kind.UNAVAILABLE),
          new Fault(
              "429 until a date",
              v ->
                  FaultyServer.answer(
                      429,
                      "Date: Mon, 14 Jul 2025 22:30:00 GMT\r\nRetry-After: Mon, 14 Jul 2025 22:31:00 GMT\r\n",
                      ""),
              Kind.UNAVAILABLE),
          status(418, Kind.UNAVAILABLE),
          status(400, Kind.UNKNOWN_SYMBOL),
          status(408, Kind.UNAVAILABLE),
          status(451, Kind.REFUSED),
          status(403, Kind.REFUSED),
          status(401, Kind.REFUSED),
          status(404, Kind.UNKNOWN_SYMBOL),
          status(500, Kind.UNAVAILABLE),
          status(502, Kind.UNAVAILABLE),
          status(503, Kind.UNAVAILABLE),
          new Fault(
              "HTTP 204",
              v ->
                  (socket, out) ->
                      out.write(
                          "HTTP/1.1 204 X\r\nConnection: close\r\n\r\n"
                              .getBytes(StandardCharsets.UTF_8)),
              Kind.MALFORMED),
          new Fault(
              "204 with a body, which cannot be",
              v -> FaultyServer.answer(204, "", "{}"),
              Kind.UNAVAILABLE),
          body("an empty body", v -> "", Kind.MALFORMED),
          body("blanks", v -> " \r\n ", Kind.MALFORMED),
          body("half a document", v -> "{\"a\":[1,2", Kind.MALFORMED),
          body("two documents", v -> "{} {}", Kind.MALFORMED),
          body("not UTF-8 of JSON", v -> "\u0000\u0001", Kind.MALFORMED),
          new Fault(
              "an empty object",
              v -> FaultyServer.answer(200, "", "{}"),
              // So CoinGecko answers for a coin that it does not know.
              v -> v == Venue.COINGECKO ? Kind.UNKNOWN_SYMBOL : Kind.MALFORMED,
              TIMEOUT),
          body("a number", v -> "42", Kind.MALFORMED),
          body("null", v -> "null", Kind.MALFORMED),
          body("a list of the wrong things", v -> "[true,{\"x\":[]},\"y\"]", Kind.MALFORMED),
          body("rows that are too short", Answers::ragged, Kind.MALFORMED),
          body("nested too deeply", v -> "[".repeat(100_000), Kind.MALFORMED),
          body("more than the largest body", v -> "[" + "1,".repeat(3 << 20), Kind.MALFORMED),
          new Fault(
              "a body that is cut off",
              v ->
                  (socket, out) ->
                      out.write(
                          "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"a\":"
                              .getBytes(StandardCharsets.UTF_8)),
              Kind.UNAVAILABLE),
          new Fault("a dripping body", v -> Fault::drip, Kind.UNAVAILABLE, SHORT),
          new Fault("a body without end", v -> Fault::flood, Kind.MALFORMED),
          new Fault("silence", v -> (socket, out) -> Thread.sleep(3_000), Kind.UNAVAILABLE, SHORT),
          new Fault(
              "a connection closed at once",
              v -> (socket, out) -> socket.close(),
              Kind.UNAVAILABLE),
          new Fault(
              "a connection reset",
              v ->
                  (socket, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Le".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    socket.setSoLinger(true, 0);
                    socket.close();
                  },
              Kind.UNAVAILABLE),
          new Fault(
              "not HTTP at all",
              v ->
                  (socket, out) -> out.write("220 mail ready\r\n".getBytes(StandardCharsets.UTF_8)),
              Kind.UNAVAILABLE),
          new Fault(
              "a redirect to a private address",
              v -> FaultyServer.answer(302, "Location: https://10.0.0.1/inside\r\n", ""),
              Kind.REFUSED),
          new Fault(
              "a redirect to cloud metadata",
              v -> FaultyServer.answer(302, "Location: http://169.254.169.254/latest\r\n", ""),
              Kind.REFUSED),
          new Fault(
              "a redirect to a private address in disguise",
              v -> FaultyServer.answer(302, "Location: https://[64:ff9b::7f00:1]/inside\r\n", ""),
              Kind.REFUSED),
          new Fault(
              "a redirect away from https",
              v -> FaultyServer.answer(302, "Location: http://192.0.2.1/\r\n", ""),
              Kind.REFUSED),
          new Fault(
              "a redirect in a circle",
              v -> FaultyServer.answer(302, "Location: /again\r\n", ""),
              Kind.MALFORMED),
          new Fault(
              "a redirect to nowhere", v -> FaultyServer.answer(302, "", ""), Kind.MALFORMED));

  /** By what {@link Answers#error} says of each. */
  private static Kind ofErrorField(Venue venue) {
    return switch (venue) {
      case KRAKEN, TWELVEDATA -> Kind.UNAVAILABLE;
      case YAHOO -> Kind.REFUSED;
      default -> Kind.MALFORMED;
    };
  }

  private static void drip(Socket socket, OutputStream out) throws Exception {
    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 100; i++) {
      out.write('[');
      out.flush();
      Thread.sleep(50);
    }
  }

  private static void flood(Socket socket, OutputStream out) throws Exception {
    out.write("HTTP/1.1 200 OK\r\n\r\n[".getBytes(StandardCharsets.UTF_8));
    byte[] chunk = "1,".repeat(50_000).getBytes(StandardCharsets.UTF_8);
    while (true) {
      out.write(chunk);
    }
  }

  /** Every venue with every fault. */
  static Stream<Arguments> everywhere() {
    return Stream.of(Venue.values())
        .flatMap(venue -> ALL.stream().map(fault -> Arguments.of(venue, fault)));
  }
}
