package lowtide.chat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;

/** Where token buckets are kept that several nodes take from. */
@FunctionalInterface
public interface Buckets {
  /**
   * The one of this name. Calls of it fail with a {@link RuntimeException} while it cannot be
   * reached.
   *
   * @param limit what it is filled by, if it is new
   */
  Bucket bucket(String name, BucketConfiguration limit);
}
