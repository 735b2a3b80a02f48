package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngEncoderTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256})
  void aPictureOfFewColoursComesBackExactly(int colours) {
    Random random = new Random(colours);
    int[] palette = random.ints(colours, 0, 1 << 24).toArray();
    int[] pixels = new int[60 * 40];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = palette[i < colours ? i : random.nextInt(colours)];
    }
    Picture picture = Picture.decode(PngEncoder.encode(pixels, 60, 40));
    assertThat(picture.width()).isEqualTo(60);
    assertThat(picture.height()).isEqualTo(40);
    for (int i = 0; i < pixels.length; i++) {
      assertThat(picture.rgb(i % 60, i / 60)).isEqualTo(pixels[i]);
    }
  }

  @Test
  void frequentColoursStayExactAmongManyShades() {
    int[] pixels = new int[200 * 200];
    for (int i = 0; i < pixels.length; i++) {
      // Half of it one blue, the other half a fine ramp of thousands of greys and reds.
      pixels[i] = i % 2 == 0 ? 0x123456 : (i / 256 % 256) << 16 | (i % 256) << 8 | 0x10;
    }
    Picture picture = Picture.decode(PngEncoder.encode(pixels, 200, 200));
    for (int i = 0; i < pixels.length; i += 2) {
      assertThat(picture.rgb(i % 200, i / 200)).isEqualTo(0x123456);
    }
  }

  @Test
  void aRareShadeBecomesTheNearestFrequentOne() {
    int[] pixels = new int[257 * 100];
    for (int i = 0; i < pixels.length; i++) {
      int column = i % 257;
      pixels[i] = column < 256 ? column << 16 : 0;
    }
    pixels[256] = 0x7F0001; // once only, next to 0x7F0000
    Picture picture = Picture.decode(PngEncoder.encode(pixels, 257, 100));
    assertThat(picture.rgb(256, 0)).isEqualTo(0x7F0000);
  }

  @Test
  void noiseOfEveryColourIsStillAPicture() {
    int[] pixels = new Random(9).ints(120 * 100, 0, 1 << 24).toArray();
    Picture picture = Picture.decode(PngEncoder.encode(pixels, 120, 100));
    assertThat(picture.width()).isEqualTo(120);
  }
}
