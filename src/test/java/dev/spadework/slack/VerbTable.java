package dev.spadework.slack;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was tried, written down as a page: verbs, ways in, and what the person saw. */
final class VerbTable {
  /** The ways in. */
  enum Way {
    COMMAND("`/agent …`", "/agent "),
    THREAD("mention in the task's thread", "@Spadework "),
    CHANNEL("mention in a channel", "@Spadework "),
    DIRECT("direct message", ""),
    BUTTON("button", "press ");

    private final String title;
    private final String before;

    Way(String title, String before) {
      this.title = title;
      this.before = before;
    }
  }

  private record Tried(Way way, String typed, String seen, boolean root) {}

  private final Map<String, List<Tried>> rows = new LinkedHashMap<>();

  /**
   * Writes one try down.
   *
   * @param root whether the answer was a task's root message and not a private one
   */
  void tried(String verb, Way way, String typed, String seen, boolean root) {
    rows.computeIfAbsent(verb, key -> new ArrayList<>()).add(new Tried(way, typed, seen, root));
  }

  String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Verbs and ways in

        Each verb was typed in each way against a stand-in for Slack, through the bot's HTTP door; below stands what the
        person saw. `VerbTableTest` tries it again and compares; `-Dgolden=write` writes this page anew. In a thread the
        task needs no id. A private line is seen only by the person who asked; a root message begins a task's thread. Ids,
        times and dates are replaced.

        """);
    page.append("| verb |");
    for (Way way : Way.values()) {
      page.append(' ').append(way.title).append(" |");
    }
    page.append("\n| --- | --- | --- | --- | --- | --- |\n");
    rows.forEach((verb, tries) -> page.append(line(verb, tries)));
    rows.forEach((verb, tries) -> page.append(details(verb, tries)));
    return page.toString();
  }

  private static String line(String verb, List<Tried> tries) {
    Map<Way, String> cells = new EnumMap<>(Way.class);
    tries.forEach(one -> cells.put(one.way, one.root ? "root message" : "private line"));
    StringBuilder line = new StringBuilder("| `" + verb + "` |");
    for (Way way : Way.values()) {
      line.append(' ').append(cells.getOrDefault(way, "–")).append(" |");
    }
    return line.append('\n').toString();
  }

  private static String details(String verb, List<Tried> tries) {
    Map<String, List<Tried>> same =
        tries.stream()
            .collect(Collectors.groupingBy(Tried::seen, LinkedHashMap::new, Collectors.toList()));
    StringBuilder part = new StringBuilder("\n## `" + verb + "`\n\n");
    part.append("| typed | what the person sees |\n| --- | --- |\n");
    same.forEach(
        (seen, those) ->
            part.append("| ")
                .append(
                    those.stream()
                        .map(one -> one.way.title + ": `" + one.way.before + one.typed + "`")
                        .collect(Collectors.joining("<br>")))
                .append(" | ")
                .append(seen.replace("|", "\\|").replace("\n", "<br>"))
                .append(" |\n"));
    return part.toString();
  }
}
