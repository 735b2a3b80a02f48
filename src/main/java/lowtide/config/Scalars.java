package lowtide.config;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;

/** Single values, read from their text; what they object to is told to people. */
final class Scalars {
  private Scalars() {}

  static int wholeNumber(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number", e);
    }
  }

  static double number(String text) {
    return price(text, "must be a number").doubleValue();
  }

  static BigDecimal positivePrice(String text) {
    BigDecimal price = price(text, "must be a price");
    if (price.signum() <= 0 || price.compareTo(BigDecimal.valueOf(1e9)) >= 0) {
      throw new IllegalArgumentException("must be a price above 0 and below 1e9");
    }
    return price;
  }

  private static BigDecimal price(String text, String otherwise) {
    if (text.length() > 30 || !text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]{1,3})?")) {
      throw new IllegalArgumentException(otherwise);
    }
    return new BigDecimal(text);
  }

  static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  static Function<String, URI> address(String... schemes) {
    return text -> {
      URI uri = URI.create(text);
      if (uri.getHost() == null || uri.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "must be an address with a host, without user or password");
      }
      if (!Set.of(schemes).contains(String.valueOf(uri.getScheme()))) {
        throw new IllegalArgumentException(
            "must begin with " + String.join(":// or ", schemes) + "://");
      }
      return uri;
    };
  }
}
