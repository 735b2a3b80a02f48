package lowtide.store.postgres;

import lowtide.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, without user and password
 * @param user null for the one of this process
 * @param password null for none
 */
public record PostgresSettings(String url, @Nullable String user, @Nullable Secret password) {
  private static final String PREFIX = "jdbc:postgresql:";

  public PostgresSettings {
    if (!url.startsWith(PREFIX)) {
      // Other forms of it hold a password.
      throw new IllegalArgumentException(
          "url must begin with %s//: %s"
              .formatted(PREFIX, url.replaceAll("//[^/@]*@", "//***@").split("[?]", 2)[0]));
    }
    if (url.contains("password=") || url.split("[?]", 2)[0].contains("@")) {
      throw new IllegalArgumentException(
          "user and password belong into `user` and `password`, not into the url");
    }
  }
}
