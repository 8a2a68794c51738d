package dev.spadework.agent;

import dev.spadework.task.Guess;
import dev.spadework.task.LogScan;
import dev.spadework.task.LogScan.Note;
import dev.spadework.task.LogScan.Origin;
import dev.spadework.task.Request;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which logs a request is about: what came with it or stands in it, files of the tree that it
 * names, and if it says nothing of the kind those that the settings name. A request never names a
 * file of this machine; of those in the settings it may choose one by its name.
 */
final class LogSources {
  private static final String PASTED = "the request";

  /** Bytes; of a larger file of the tree the beginning is read. */
  private static final int LARGEST = 32 << 20;

  private static final Pattern SEPARATOR = Pattern.compile("[\\s,;:!?`'\"()\\[\\]<>]+");
  private static final Pattern LOG = Pattern.compile("(?i).+\\.(?:log|out|err)(?:\\.\\d+)?");
  private static final Pattern TEXT = Pattern.compile("(?i).*log.*\\.(?:txt|json|ndjson|jsonl)");
  private static final Pattern WHOLE =
      Pattern.compile("(?i)\\b(?:whole|entire|complete|from the (?:start|beginning))\\b");

  private final Notebook notebook;
  private final Repo.Logs settings;
  private final Tree tree;

  LogSources(Notebook notebook, Repo.Logs settings, Tree tree) {
    this.notebook = notebook;
    this.settings = settings;
    this.tree = tree;
  }

  List<LogInput> find() throws WorkspaceException {
    Request request = notebook.task().request();
    List<LogInput> found = new ArrayList<>();
    for (Request.Attachment file : request.attachments()) {
      found.add(
          notebook
              .kept(file.blob())
              .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
              .map(text -> LogInput.of(file.name(), Origin.ATTACHED, text))
              .orElseGet(() -> LogInput.without(file.name(), Origin.ATTACHED, Note.LEFT_OUT)));
    }
    notebook
        .task()
        .asides()
        .leftOut()
        .forEach(
            left ->
                found.add(
                    LogInput.without(
                        left.name().isEmpty() ? PASTED : left.name(),
                        Origin.ATTACHED,
                        Note.LEFT_OUT)));
    Guess.pasted(request.text())
        .ifPresent(text -> found.add(LogInput.of(PASTED, Origin.PASTED, text)));
    if (found.isEmpty()) {
      named(request.text(), found);
    }
    return found.isEmpty() ? configured(settings.files(), request.text()) : found;
  }

  private void named(String text, List<LogInput> found) throws WorkspaceException {
    Set<String> paths = new LinkedHashSet<>(tree.base().paths());
    for (String word : new LinkedHashSet<>(List.of(SEPARATOR.split(text)))) {
      String name = word.replaceFirst("^\\./", "").replaceFirst("\\.+$", "");
      boolean log = LOG.matcher(name).matches();
      Optional<String> path =
          paths.contains(name)
              ? Optional.of(name)
              : paths.stream().filter(one -> log && one.endsWith("/" + name)).findFirst();
      if (path.isPresent() && (log || TEXT.matcher(name).matches())) {
        found.add(inTree(path.get()));
      } else if (log) {
        List<LogInput> chosen =
            configured(
                settings.files().stream().filter(pattern -> means(pattern, name)).toList(), text);
        found.addAll(
            chosen.isEmpty()
                ? List.of(LogInput.without(name, Origin.IN_THE_TREE, Note.MISSING))
                : chosen);
      }
    }
  }

  private LogInput inTree(String path) throws WorkspaceException {
    Optional<String> text = tree.base().text(path, LARGEST);
    if (text.isEmpty()) {
      return LogInput.without(path, Origin.IN_THE_TREE, Note.UNREADABLE);
    }
    LogInput input = LogInput.of(path, Origin.IN_THE_TREE, text.get());
    boolean cut = text.get().length() >= LARGEST;
    return cut
        ? new LogInput(path, Origin.IN_THE_TREE, List.of(Note.CUT), input.bytes(), input.position())
        : input;
  }

  private List<LogInput> configured(List<String> patterns, String text) {
    List<LogScan.Position> before =
        WHOLE.matcher(text).find() ? List.of() : notebook.logsBefore().positions();
    return new LogFiles(before, settings.largest()).of(patterns);
  }

  /** Whether this is how the settings call it, or the name of one of the files that they mean. */
  private static boolean means(String pattern, String name) {
    return pattern.equals(name)
        || LogFiles.matching(pattern).stream()
            .map(Path::getFileName)
            .anyMatch(file -> file.toString().equals(name));
  }
}
