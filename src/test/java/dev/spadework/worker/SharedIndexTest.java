package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.workspace.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks of one repository share what was read of it, also after the process has ended. */
class SharedIndexTest {
  @TempDir Path dir;

  @Test
  void aTaskReadsOnlyWhatNoTaskBeforeItHasRead() throws Exception {
    try (House house = new House(dir, Shop.calm())) {
      house.awaitEnd(house.ask("add a subtraction"));
      Map<String, Long> first = rows("texts");
      Map<String, Long> commits = rows("commits");
      assertThat(first).hasSizeGreaterThan(2);
      assertThat(commits).isNotEmpty();

      house.awaitEnd(house.ask("add a subtraction, once more"));
      assertThat(rows("texts")).isEqualTo(first);

      house.restart();
      Git source = Git.in(dir.resolve("source")).write("more.sh", "less() { echo \"$1\"; }\n");
      source.commit("Say how to subtract");
      source.run("push", "-q", house.origin.directory().toString(), "main");
      house.awaitEnd(house.ask("add a subtraction to the new base"));
      // A row that is written again gets another number.
      assertThat(rows("texts")).containsAllEntriesOf(first).hasSize(first.size() + 1);
      assertThat(rows("commits")).containsAllEntriesOf(commits).hasSize(commits.size() + 1);
    }
    assertThat(files()).hasSize(1);
  }

  private Map<String, Long> rows(String table) throws SQLException, IOException {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + files().get(0));
        ResultSet set =
            connection.createStatement().executeQuery("select id, rowid from " + table)) {
      while (set.next()) {
        rows.put(set.getString(1), set.getLong(2));
      }
    }
    return rows;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("index"))) {
      return files.filter(file -> file.toString().endsWith(".db")).toList();
    }
  }
}
