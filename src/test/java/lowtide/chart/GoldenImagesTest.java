package lowtide.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pictures look as they did when somebody last looked at them.
 *
 * <p>Another machine has other fonts: letters differ, and as labels are wider or narrower the plot
 * beside them moves by some pixels. So what is compared is the mean colour of blocks, each with its
 * like within a few blocks; a picture is another one if too many have none. After a change that is
 * meant: {@code mvn -q test -Dtest=GoldenImagesTest -Dlowtide.golden=write}, then look at them.
 */
class GoldenImagesTest {
  private static final String FOLDER = "src/test/resources/lowtide/chart/golden";
  private static final int BLOCK = 8;

  /** How far, in blocks, what belongs together may have moved. */
  private static final int REACH = 2;

  /** Of 255, in any of the three colours. */
  private static final int TOLERANCE = 14;

  /**
   * The part of the blocks that may have no like: other fonts have up to 2 %, a picture without its
   * levels 5 %.
   */
  private static final double MOST = 0.03;

  private static Map<String, Drawing> drawings() {
    Map<String, Drawing> all = new LinkedHashMap<>();
    all.put("correlation", Samples.correlation());
    all.put("phase", Samples.phase());
    all.put("price", Samples.price());
    all.put("rows", Samples.rows());
    return all;
  }

  static Stream<Arguments> pictures() {
    return drawings().keySet().stream()
        .flatMap(name -> Stream.of(Theme.values()).map(theme -> Arguments.of(name, theme)));
  }

  private static byte[] draw(String name, Theme theme) {
    return new Charts(theme).png(Objects.requireNonNull(drawings().get(name)));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPictureLooksAsItDid(String name, Theme theme) throws Exception {
    String file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
    byte[] drawn = draw(name, theme);
    if ("write".equals(System.getProperty("lowtide.golden"))) {
      Files.write(Files.createDirectories(Path.of(FOLDER)).resolve(file), drawn);
    }
    try (InputStream golden = GoldenImagesTest.class.getResourceAsStream("golden/" + file)) {
      double strange = strange(read(Objects.requireNonNull(golden)), read(drawn));
      assertThat(strange).as("part of the blocks without their like").isLessThan(MOST);
    }
  }

  /** A comparison that finds no difference would be worth nothing. */
  @Test
  void whatAPersonWouldNoticeIsNoticed() throws Exception {
    ChartSpec phase = Samples.phase();
    ChartSpec price = Samples.price();
    BufferedImage golden = read(new Charts(Theme.DARK).png(phase));
    assertThat(strange(golden, read(new Charts(Theme.LIGHT).png(phase)))).isGreaterThan(.5);
    assertThat(strange(golden, read(new Charts(Theme.DARK).png(price)))).isGreaterThan(.1);
    assertThat(strange(golden, read(new Charts(Theme.DARK).png(withoutSpans(phase)))))
        .as("no ribbon of phases")
        .isGreaterThan(MOST);
    assertThat(
            strange(
                read(new Charts(Theme.DARK).png(price)),
                read(new Charts(Theme.DARK).png(withoutThresholds(price)))))
        .as("no levels")
        .isGreaterThan(MOST);
    ChartSpec correlation = Samples.correlation();
    assertThat(
            strange(
                read(new Charts(Theme.DARK).png(correlation)),
                read(new Charts(Theme.DARK).png(withoutBands(correlation)))))
        .as("no interval")
        .isGreaterThan(MOST);
  }

  private static ChartSpec with(ChartSpec spec, List<Panel> panels) {
    return new ChartSpec(spec.title(), spec.subtitle(), spec.watermark(), panels);
  }

  private static ChartSpec withoutSpans(ChartSpec spec) {
    return with(spec, spec.panels().stream().map(p -> p.withSpans(List.of())).toList());
  }

  private static ChartSpec withoutThresholds(ChartSpec spec) {
    return with(spec, spec.panels().stream().map(p -> p.withThresholds(List.of())).toList());
  }

  private static ChartSpec withoutBands(ChartSpec spec) {
    return with(spec, spec.panels().stream().map(p -> p.withBands(List.of())).toList());
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return read(new ByteArrayInputStream(png));
  }

  private static BufferedImage read(InputStream png) throws IOException {
    return Objects.requireNonNull(ImageIO.read(png));
  }

  /** The part of either picture's blocks that have no like in the other, the greater of both. */
  private static double strange(BufferedImage one, BufferedImage other) {
    assertThat(one.getWidth()).isEqualTo(other.getWidth());
    assertThat(one.getHeight()).isEqualTo(other.getHeight());
    int[][][] a = blocks(one);
    int[][][] b = blocks(other);
    return Math.max(without(a, b), without(b, a));
  }

  private static double without(int[][][] blocks, int[][][] others) {
    int without = 0;
    for (int y = 0; y < blocks.length; y++) {
      for (int x = 0; x < blocks[y].length; x++) {
        without += hasLike(blocks[y][x], others, x, y) ? 0 : 1;
      }
    }
    return (double) without / (blocks.length * blocks[0].length);
  }

  private static boolean hasLike(int[] block, int[][][] others, int x, int y) {
    for (int row = Math.max(0, y - REACH); row <= Math.min(others.length - 1, y + REACH); row++) {
      int last = Math.min(others[row].length - 1, x + REACH);
      for (int column = Math.max(0, x - REACH); column <= last; column++) {
        int[] other = others[row][column];
        if (Math.abs(block[0] - other[0]) <= TOLERANCE
            && Math.abs(block[1] - other[1]) <= TOLERANCE
            && Math.abs(block[2] - other[2]) <= TOLERANCE) {
          return true;
        }
      }
    }
    return false;
  }

  /** Mean red, green and blue by row and column. */
  private static int[][][] blocks(BufferedImage image) {
    int[][][] blocks = new int[image.getHeight() / BLOCK][image.getWidth() / BLOCK][3];
    for (int y = 0; y < blocks.length; y++) {
      for (int x = 0; x < blocks[y].length; x++) {
        for (int pixel = 0; pixel < BLOCK * BLOCK; pixel++) {
          int rgb = image.getRGB(x * BLOCK + pixel % BLOCK, y * BLOCK + pixel / BLOCK);
          for (int colour = 0; colour < 3; colour++) {
            blocks[y][x][colour] += (rgb >> (16 - 8 * colour)) & 0xFF;
          }
        }
        for (int colour = 0; colour < 3; colour++) {
          blocks[y][x][colour] /= BLOCK * BLOCK;
        }
      }
    }
    return blocks;
  }
}
