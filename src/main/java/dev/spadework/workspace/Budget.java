package dev.spadework.workspace;

import java.io.ByteArrayOutputStream;

/** How much of a work tree one look at it takes in. */
final class Budget {
  /** Names that are looked at; what is ignored as a whole directory counts as one. */
  static final long MOST_ENTRIES = Vetting.MOST_ENTRIES;

  /** Bytes that are read anew, over all files. */
  static final long MOST_BYTES = 1L << 30;

  /** Bytes of a change as it is kept, packed. */
  static final int MOST_PACKED = 128 << 20;

  /** Bytes of a diff as it is shown. */
  static final int MOST_SHOWN = 64 << 20;

  private long entries;
  private long bytes;

  /** Thrown out of streams, which know no other exceptions. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exceeded(String line) {
      super(line, null, false, false);
    }
  }

  void entry() throws WorkspaceException {
    if (++entries > MOST_ENTRIES) {
      throw WorkspaceException.person(
          "The work tree has more than %,d files; delete them or have git ignore their directory."
              .formatted(MOST_ENTRIES));
    }
  }

  void read(long size) throws WorkspaceException {
    bytes += size;
    if (bytes > MOST_BYTES) {
      throw WorkspaceException.person(
          "The work tree has more than 1 GB of new and changed files; delete them or have git"
              + " ignore them.");
    }
  }

  /** In memory, up to a limit. */
  static ByteArrayOutputStream upTo(int most, String otherwise) {
    return new ByteArrayOutputStream() {
      @Override
      public synchronized void write(int b) {
        check(1);
        super.write(b);
      }

      @Override
      public synchronized void write(byte[] bytes, int from, int length) {
        check(length);
        super.write(bytes, from, length);
      }

      private void check(int more) {
        if (count > most - more) {
          throw new Exceeded(otherwise);
        }
      }
    };
  }
}
