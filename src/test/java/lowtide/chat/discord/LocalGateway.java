package lowtide.chat.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Discord's gateway on a loopback port: hello, identify or resume, ready, heartbeats. */
public final class LocalGateway implements AutoCloseable {
  private static final int DISPATCH = 0;
  private static final int HEARTBEAT = 1;
  private static final int IDENTIFY = 2;
  private static final int RESUME = 6;
  private static final int INVALID_SESSION = 9;
  private static final int HELLO = 10;
  private static final int ACK = 11;

  private final ObjectMapper json = new ObjectMapper();
  private final ServerSocket server;
  private final String token;
  private final Payloads payloads;
  private final AtomicInteger sequence = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<WebSocketPeer> open = ConcurrentHashMap.newKeySet();
  private final Set<WebSocketPeer> ready = ConcurrentHashMap.newKeySet();
  private final Map<WebSocketPeer, Shard> shards = new ConcurrentHashMap<>();
  private final List<JsonNode> identities = new CopyOnWriteArrayList<>();
  private final AtomicInteger resumed = new AtomicInteger();
  private final AtomicInteger heartbeats = new AtomicInteger();
  private volatile int refusal;

  LocalGateway(String token, Payloads payloads) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.token = token;
    this.payloads = payloads;
    daemon("local-gateway", this::acceptAll);
  }

  URI url() {
    return URI.create(
        "ws://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
  }

  /** Closes every session that identifies with this code, until set to 0. */
  public void refuseIdentify(int closeCode) {
    refusal = closeCode;
  }

  /** From now on closing frames get no answer. */
  public void becomeDeaf() {
    open.forEach(WebSocketPeer::becomeDeaf);
  }

  public int connections() {
    return connections.get();
  }

  public int readySessions() {
    return ready.size();
  }

  public int resumed() {
    return resumed.get();
  }

  public List<JsonNode> identities() {
    return identities;
  }

  void dispatch(String type, JsonNode data) {
    if (ready.isEmpty()) {
      throw new IllegalStateException("nobody is connected to the gateway");
    }
    String guild = data.path("guild_id").asText(data.path("guild").path("id").asText("0"));
    String server = type.startsWith("GUILD_") ? data.path("id").asText("0") : guild;
    ready.stream()
        .filter(peer -> shards.getOrDefault(peer, Shard.WHOLE).has(server))
        .forEach(peer -> sendQuietly(peer, event(type, data)));
  }

  /** Which of how many a session is of. */
  private record Shard(int id, int total) {
    static final Shard WHOLE = new Shard(0, 1);

    /** Private chats, which are of no server, are the first one's. */
    boolean has(String server) {
      return Long.remainderUnsigned(Long.parseUnsignedLong(server) >>> 22, total) == id;
    }
  }

  /** The shards that are connected, one entry a session. */
  public List<Integer> connectedShards() {
    return ready.stream()
        .map(peer -> shards.getOrDefault(peer, Shard.WHOLE).id())
        .sorted()
        .toList();
  }

  /** Asks for a heartbeat, which a client sends after it has taken everything before. */
  public int askForHeartbeat() {
    int before = heartbeats.get();
    ready.forEach(peer -> sendQuietly(peer, op(HEARTBEAT, json.nullNode())));
    return before;
  }

  public int heartbeats() {
    return heartbeats.get();
  }

  public void invalidateSessions() {
    open.forEach(
        peer ->
            sendQuietly(peer, json.createObjectNode().put("op", INVALID_SESSION).put("d", false)));
    ready.clear();
  }

  public void closeSessions(int code) {
    for (WebSocketPeer peer : open) {
      try {
        peer.close(code, "scripted");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (WebSocketPeer peer : open) {
      peer.close();
    }
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        daemon("local-gateway-session", () -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    connections.incrementAndGet();
    try (WebSocketPeer peer = WebSocketPeer.accept(socket)) {
      open.add(peer);
      try {
        send(peer, op(HELLO, json.createObjectNode().put("heartbeat_interval", 41_250)));
        converse(peer);
      } finally {
        open.remove(peer);
        ready.remove(peer);
        shards.remove(peer);
      }
    } catch (IOException e) {
      // The client is gone: that is how most sessions end.
    }
  }

  private void converse(WebSocketPeer peer) throws IOException {
    for (Optional<String> text = peer.read(); text.isPresent(); text = peer.read()) {
      JsonNode message = json.readTree(text.get());
      switch (message.path("op").asInt()) {
        case HEARTBEAT -> {
          heartbeats.incrementAndGet();
          send(peer, op(ACK, json.nullNode()));
        }
        case IDENTIFY -> identify(peer, message.path("d"));
        case RESUME -> {
          resumed.incrementAndGet();
          ready.add(peer);
          send(peer, event("RESUMED", json.createObjectNode()));
        }
        default -> {}
      }
    }
  }

  private void identify(WebSocketPeer peer, JsonNode identity) throws IOException {
    identities.add(identity);
    if (identity.path("shard").isArray()) {
      shards.put(
          peer,
          new Shard(identity.path("shard").get(0).asInt(), identity.path("shard").get(1).asInt()));
    }
    if (!identity.path("token").asText().equals(token)) {
      peer.close(4004, "Authentication failed.");
    } else if (refusal != 0) {
      peer.close(refusal, "scripted");
    } else {
      boolean server = shards.getOrDefault(peer, Shard.WHOLE).has(LocalDiscord.GUILD);
      send(peer, event("READY", payloads.ready(url(), server)));
      // Before the guild: a client is ready as soon as it has that.
      ready.add(peer);
      if (server) {
        send(peer, event("GUILD_CREATE", payloads.guild()));
      }
    }
  }

  private ObjectNode event(String type, JsonNode data) {
    ObjectNode event = op(DISPATCH, data);
    return event.put("t", type).put("s", sequence.incrementAndGet());
  }

  private ObjectNode op(int code, JsonNode data) {
    ObjectNode message = json.createObjectNode().put("op", code);
    message.set("d", data);
    return message;
  }

  private static void send(WebSocketPeer peer, JsonNode message) throws IOException {
    peer.send(message.toString());
  }

  private static void sendQuietly(WebSocketPeer peer, JsonNode message) {
    try {
      send(peer, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
