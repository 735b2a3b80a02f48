package lowtide.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ChannelPostTest {
  @Test
  void nonceIsShortStableAndDifferentForEachPage() {
    String nonce = ChannelPost.nonce("level:BTC:7:episode-2026-11-02T15:04:05Z", 0);

    assertThat(nonce).hasSizeLessThanOrEqualTo(25).isNotEmpty();
    assertThat(ChannelPost.nonce("level:BTC:7:episode-2026-11-02T15:04:05Z", 0)).isEqualTo(nonce);
    assertThat(ChannelPost.nonce("level:BTC:7:episode-2026-11-02T15:04:05Z", 1))
        .isNotEqualTo(nonce);
  }
}
