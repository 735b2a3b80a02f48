package lowtide.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import lowtide.store.StoreException;

/**
 * A database whose tables are there, at the newest version of the schema.
 *
 * <p>Contract: what was written before {@link #write} returned survives a power cut. All failures
 * are {@link StoreException}s.
 */
public interface Database extends AutoCloseable {
  /** Does something within one transaction: all of it is stored, or nothing. */
  <T> T write(Work<T> work);

  <T> T read(Work<T> work);

  /**
   * The time that all who use it agree upon.
   *
   * @param mine the time here
   */
  Instant time(Instant mine);

  /** Whether other processes may write to it at the same time. */
  boolean isShared();

  @Override
  void close();

  /** Something done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }
}
