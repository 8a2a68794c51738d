package dev.spadework.agent;

import dev.spadework.agent.Tool.WrongCall;
import dev.spadework.workspace.OutOfReach;
import dev.spadework.workspace.WorkFiles;
import java.util.Optional;

/** The text files of one work tree, for tools that a model drives. */
final class TreeFiles {
  private final WorkFiles files;

  TreeFiles(WorkFiles files) {
    this.files = files;
  }

  /** A file's text, and how it is written. */
  record Page(String text, Encoding encoding) {}

  /** The text of a file. */
  String read(String path) throws WrongCall {
    return page(path).text();
  }

  /** The text of a file, with what it takes to write it back as it was. */
  Page page(String path) throws WrongCall {
    byte[] bytes = bytes(path);
    Encoding encoding =
        Encoding.of(bytes)
            .orElseThrow(
                () ->
                    new WrongCall(
                        path
                            + " is not text (or in an encoding that would not survive an edit); it"
                            + " can be neither shown nor edited."));
    return new Page(encoding.text(bytes), encoding);
  }

  /** The bytes of a file. */
  byte[] bytes(String path) throws WrongCall {
    try {
      return files.read(path);
    } catch (OutOfReach e) {
      throw new WrongCall(e.getMessage());
    }
  }

  /** Whether there is such a file. */
  boolean exists(String path) throws WrongCall {
    try {
      return files.exists(path);
    } catch (OutOfReach e) {
      throw new WrongCall(e.getMessage());
    }
  }

  /** Makes the file, in UTF-8, or makes it say this. */
  void write(String path, String text) throws WrongCall {
    write(path, text, Encoding.UTF_8);
  }

  /** Makes the file, or makes it say this. */
  void write(String path, String text, Encoding encoding) throws WrongCall {
    if (text.indexOf('\0') >= 0) {
      throw new WrongCall("The text holds a NUL character; text files have none.");
    }
    Optional<byte[]> bytes = encoding.bytes(text);
    if (bytes.isEmpty()) {
      throw new WrongCall(
          path
              + " is written in "
              + encoding.name()
              + ", which has no "
              + encoding.missing(text)
              + ". Leave that character out or write it another way.");
    }
    try {
      files.write(path, bytes.get());
    } catch (OutOfReach e) {
      throw new WrongCall(e.getMessage());
    }
  }

  /** Takes the file away. */
  void delete(String path) throws WrongCall {
    try {
      files.delete(path);
    } catch (OutOfReach e) {
      throw new WrongCall(e.getMessage());
    }
  }
}
