package dev.spadework;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.agent.FixedLayers;
import dev.spadework.agent.TreeMaterial;
import dev.spadework.context.Cost;
import dev.spadework.context.Index;
import dev.spadework.context.Recall;
import dev.spadework.context.Snippet;
import dev.spadework.context.Tokens;
import dev.spadework.redact.Credentials;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Clone;
import dev.spadework.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Tokens of the outline of the tree, as for a task. */
  private static final int FILES = 500;

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
    List<Snippet> snippets = recall.snippets(text, budget, Cost.LINES);
    long asked = System.nanoTime();
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode files = answer.putArray("files");
    for (Snippet snippet : snippets) {
      ObjectNode file = files.addObject().put("path", snippet.path());
      ArrayNode ranges = file.putArray("ranges");
      snippet.ranges().forEach(range -> ranges.addArray().add(range.from()).add(range.to()));
      file.put("tokens", Cost.LINES.of(snippet));
    }
    answer.put("tokens", snippets.stream().mapToInt(Cost.LINES::of).sum());
    layers(answer.putArray("layers"), recall, text, answer.path("tokens").asInt());
    answer.put("index_ms", (indexed - start) / 1_000_000);
    answer.put("query_ms", (asked - indexed) / 1_000_000);
    spec.commandLine().getOut().println(JSON.writeValueAsString(answer));
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** The first prompt of such a task, layer by layer, in tokens; rules and notes aside. */
  private static void layers(ArrayNode all, Recall recall, String text, int snippets) {
    List<TaskEvent.Layer> layers = new ArrayList<>(FixedLayers.planner());
    layers.add(new TaskEvent.Layer("files", Tokens.of(recall.fileTree(text, FILES))));
    layers.add(new TaskEvent.Layer("snippets", snippets));
    layers.add(new TaskEvent.Layer("request", Tokens.of(text)));
    layers.forEach(
        layer -> all.addObject().put("name", layer.name()).put("tokens", layer.tokens()));
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
      return index.recall(
          clone.objects().toString(), new TreeMaterial(clone.contents(Credentials.but(List.of()))));
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
