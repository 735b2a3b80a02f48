package lowtide.market.source;

import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
record Fault(String name, Function<Venue, Behaviour> behaviour, Set<Kind> kinds, Duration timeout) {
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** For what never ends. */
  private static final Duration SHORT = Duration.ofMillis(150);

  private static final Set<Kind> UNAVAILABLE = EnumSet.of(Kind.UNAVAILABLE);
  private static final Set<Kind> MALFORMED = EnumSet.of(Kind.MALFORMED);
  private static final Set<Kind> REFUSED = EnumSet.of(Kind.REFUSED);
  private static final Set<Kind> NO_SYMBOL = EnumSet.of(Kind.UNKNOWN_SYMBOL);
  private static final Set<Kind> ANY = EnumSet.allOf(Kind.class);

  private Fault(String name, Function<Venue, Behaviour> behaviour, Set<Kind> kinds) {
    this(name, behaviour, kinds, TIMEOUT);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Fault status(int status, Set<Kind> kinds) {
    return new Fault("HTTP " + status, v -> FaultyServer.answer(status, "", "{}"), kinds);
  }

  private static Fault body(String name, Function<Venue, String> body, Set<Kind> kinds) {
    return new Fault(name, v -> FaultyServer.answer(200, "", body.apply(v)), kinds);
  }

  private static final List<Fault> ALL =
      List.of(
          body(
              "a web page with 200", v -> "<!doctype html><title>Access Denied</title>", MALFORMED),
          body("an error field with 200", Answers::error, ANY),
          status(429, UNAVAILABLE),
          new Fault(
              "429 with Retry-After",
              v -> FaultyServer.answer(429, "Retry-After: 7\r\n", "Too Many Requests"),
              UNAVAILABLE),
          new Fault(
              "429 until a date",
              v ->
                  FaultyServer.answer(
                      429,
                      "Date: Mon, 14 Jul 2025 22:30:00 GMT\r\nRetry-After: Mon, 14 Jul 2025 22:31:00 GMT\r\n",
                      ""),
              UNAVAILABLE),
          status(418, UNAVAILABLE),
          status(400, NO_SYMBOL),
          status(408, UNAVAILABLE),
          status(451, REFUSED),
          status(403, REFUSED),
          status(401, REFUSED),
          status(404, NO_SYMBOL),
          status(500, UNAVAILABLE),
          status(502, UNAVAILABLE),
          status(503, UNAVAILABLE),
          status(204, ANY),
          body("an empty body", v -> "", MALFORMED),
          body("blanks", v -> " \r\n ", MALFORMED),
          body("half a document", v -> "{\"a\":[1,2", MALFORMED),
          body("two documents", v -> "{} {}", MALFORMED),
          body("not UTF-8 of JSON", v -> "\u0000\u0001", MALFORMED),
          body("a number", v -> "42", MALFORMED),
          body("null", v -> "null", MALFORMED),
          body("a list of the wrong things", v -> "[true,{\"x\":[]},\"y\"]", MALFORMED),
          body("rows that are too short", Answers::ragged, MALFORMED),
          body("nested too deeply", v -> "[".repeat(100_000), MALFORMED),
          body("more than the largest body", v -> "[" + "1,".repeat(3 << 20), MALFORMED),
          new Fault(
              "a body that is cut off",
              v ->
                  (socket, out) ->
                      out.write(
                          "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"a\":"
                              .getBytes(StandardCharsets.UTF_8)),
              UNAVAILABLE),
          new Fault("a dripping body", v -> Fault::drip, UNAVAILABLE, SHORT),
          new Fault("a body without end", v -> Fault::flood, MALFORMED),
          new Fault("silence", v -> (socket, out) -> Thread.sleep(3_000), UNAVAILABLE, SHORT),
          new Fault(
              "a connection closed at once", v -> (socket, out) -> socket.close(), UNAVAILABLE),
          new Fault(
              "a connection reset",
              v ->
                  (socket, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Le".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    socket.setSoLinger(true, 0);
                    socket.close();
                  },
              UNAVAILABLE),
          new Fault(
              "not HTTP at all",
              v ->
                  (socket, out) -> out.write("220 mail ready\r\n".getBytes(StandardCharsets.UTF_8)),
              UNAVAILABLE),
          new Fault(
              "a redirect to a private address",
              v -> FaultyServer.answer(302, "Location: https://10.0.0.1/inside\r\n", ""),
              REFUSED),
          new Fault(
              "a redirect to cloud metadata",
              v -> FaultyServer.answer(302, "Location: http://169.254.169.254/latest\r\n", ""),
              REFUSED),
          new Fault(
              "a redirect to a private address in disguise",
              v -> FaultyServer.answer(302, "Location: https://[64:ff9b::7f00:1]/inside\r\n", ""),
              REFUSED),
          new Fault(
              "a redirect away from https",
              v -> FaultyServer.answer(302, "Location: http://192.0.2.1/\r\n", ""),
              REFUSED),
          new Fault(
              "a redirect in a circle",
              v -> FaultyServer.answer(302, "Location: /again\r\n", ""),
              MALFORMED),
          new Fault("a redirect to nowhere", v -> FaultyServer.answer(302, "", ""), MALFORMED));

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
