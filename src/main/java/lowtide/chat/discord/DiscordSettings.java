package lowtide.chat.discord;

import java.net.URI;
import lowtide.chat.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Discord.
 *
 * @param restUrl base of the REST API with its version, e.g. {@code https://discord.com/api/v10/};
 *     null for the public one
 * @param gatewayUrl WebSocket address; null to ask the REST API for it
 */
public record DiscordSettings(Secret token, @Nullable URI restUrl, @Nullable URI gatewayUrl) {}
