package dev.spadework;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.context.Index;
import dev.spadework.context.Recall;
import dev.spadework.context.Snippet;
import dev.spadework.workspace.Clone;
import dev.spadework.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code context}: the code that a model would be shown first for a task, as JSON. */
@Command(
    name = "context",
    description = "Print as JSON which lines of which files a model would be shown for a task.",
    mixinStandardHelpOptions = true)
final class ContextCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final World world;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--repo", paramLabel = "DIR", required = true, description = "A git work tree.")
  private Path repo = Path.of(".");

  @Option(
      names = "--task-file",
      paramLabel = "FILE",
      required = true,
      description = "The task, as UTF-8 text.")
  private Path task = Path.of("");

  @Option(names = "--budget", paramLabel = "N", required = true, description = "Most tokens.")
  private int budget;

  ContextCommand(World world) {
    this.world = world;
  }

  @Override
  public Integer call() throws SettingsException, IOException, InterruptedException {
    if (budget < 1) {
      throw new SettingsException(List.of("--budget must be at least 1"));
    }
    String text = task();
    long start = System.nanoTime();
    Recall recall = recall();
    long indexed = System.nanoTime();
    List<Snippet> snippets = recall.snippets(text, budget);
    long asked = System.nanoTime();
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode files = answer.putArray("files");
    for (Snippet snippet : snippets) {
      ObjectNode file = files.addObject().put("path", snippet.path());
      ArrayNode ranges = file.putArray("ranges");
      snippet.ranges().forEach(range -> ranges.addArray().add(range.from()).add(range.to()));
      file.put("tokens", snippet.tokens());
    }
    answer.put("tokens", snippets.stream().mapToInt(Snippet::tokens).sum());
    answer.put("index_ms", (indexed - start) / 1_000_000);
    answer.put("query_ms", (asked - indexed) / 1_000_000);
    spec.commandLine().getOut().println(JSON.writeValueAsString(answer));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private String task() throws SettingsException {
    try {
      return Files.readString(task);
    } catch (IOException e) {
      throw new SettingsException(List.of("--task-file " + task + " cannot be read as UTF-8 text"));
    }
  }

  private Recall recall() throws SettingsException, InterruptedException {
    try (Index index = index()) {
      Clone clone = Clone.around(repo);
      return index.recall(clone.objects().toString(), new CloneMaterial(clone));
    } catch (WorkspaceException e) {
      throw new SettingsException(List.of(String.valueOf(e.getMessage())));
    }
  }

  /** Beside what {@code run} keeps; nobody needs such a place for one look. */
  private Index index() {
    try {
      return Index.in(
          RunSettings.state(new Environment(world.environment())).resolve("index"), world.clock());
    } catch (SettingsException e) {
      return Index.inMemory(world.clock());
    }
  }
}
