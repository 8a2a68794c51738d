package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.report.Cost;
import dev.spadework.report.CostWords;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each role used in a story, held against its row in {@code docs/providers.md}; {@code
 * -Dgolden=write} writes the row anew.
 */
final class RolePage {
  private static final Path PAGE = Path.of("docs/providers.md");

  private RolePage() {}

  static void compare(String story, List<Entry> entries) throws IOException {
    Map<Purpose, Cost> roles = Cost.byPurpose(entries);
    StringBuilder row = new StringBuilder("| " + story + " |");
    for (Purpose purpose : Purpose.values()) {
      String used = Optional.ofNullable(roles.get(purpose)).map(CostWords::of).orElse("–");
      row.append(' ').append(used).append(" |");
    }
    List<String> page = new ArrayList<>(Files.readAllLines(PAGE));
    int at = 0;
    while (!page.get(at).startsWith("| " + story + " |")) {
      at++;
    }
    if ("write".equals(System.getProperty("golden"))) {
      page.set(at, row.toString());
      Files.write(PAGE, page);
    }
    assertThat(page.get(at)).isEqualTo(row.toString());
  }
}
