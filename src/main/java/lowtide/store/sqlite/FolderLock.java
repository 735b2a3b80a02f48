package lowtide.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import lowtide.store.StoreException;

/** Keeps a second bot out of a data folder. */
final class FolderLock implements AutoCloseable {
  private final FileChannel file;

  private FolderLock(FileChannel file) {
    this.file = file;
  }

  /**
   * @throws StoreException if another process has it
   */
  static FolderLock of(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lowtide.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      channel.close();
      throw new StoreException(
          "another Lowtide is running on %s. Stop it first, or choose another --data folder."
              .formatted(folder));
    }
    return new FolderLock(channel);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // The process's end frees the lock all the same.
    }
  }
}
