package dev.spadework;

import dev.spadework.store.Address;
import dev.spadework.store.Move;
import dev.spadework.store.Store;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code move}: everything from one database into another. */
@Command(
    name = "move",
    description =
        "Copy everything from one database into an empty one. Stop the bot first; cut off in"
            + " between, nothing was copied.",
    mixinStandardHelpOptions = true)
final class MoveCommand implements Callable<Integer> {
  private final World world;
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--from", required = true, paramLabel = "URL", description = "jdbc:sqlite:…")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description =
          "jdbc:postgresql://…; user and password may come from DATABASE_USER, DATABASE_PASSWORD.")
  private String to = "";

  MoveCommand(World world) {
    this.world = world;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Store source = Store.open(address(from));
        Store target = Store.open(address(to))) {
      Map<String, Long> copied = Move.copy(source, target);
      copied.forEach((table, rows) -> out.println(rows + "  " + table));
    }
    out.println("Moved. Check it with DATABASE_URL set to the new one: spadework doctor --verify");
    out.flush();
    return 0;
  }

  private Address address(String url) {
    Environment environment = new Environment(world.environment());
    return Address.of(
        url,
        environment.get(Environment.DATABASE_USER),
        environment.get(Environment.DATABASE_PASSWORD));
  }
}
