package dev.spadework.attacks;

import dev.spadework.context.Hidden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code docs/attacks.md}. */
final class AttackPage {
  private static final String HEAD =
      """
      # The attack suite

      What is tried against Spadework on a real Docker engine, through the entries that the product uses, and what must
      come of it. `AttackSuiteTest` tries all of it in `mvn verify`, `DefencesTest` tries it without each defence, and this page is held to them;
      `-Dgolden=write` writes it anew, `-Dscene=PathTricks` tries one scene. [security.md](security.md) says what is promised.

      """;

  private AttackPage() {}

  static String of(List<Scene> scenes, List<Defence> defences) {
    StringBuilder page = new StringBuilder(HEAD);
    Map<String, StringBuilder> groups = new LinkedHashMap<>();
    int count = 0;
    for (Scene scene : scenes) {
      StringBuilder rows = groups.computeIfAbsent(scene.group(), any -> new StringBuilder());
      for (Attack attack : scene.attacks()) {
        count++;
        row(rows, attack.name(), attack.tries(), attack.outcome());
      }
    }
    page.append(count).append(" attacks.\n");
    groups.forEach(
        (group, rows) ->
            page.append("\n## ")
                .append(group)
                .append(
                    "\n\n| attack | what is tried | what must come of it |\n| --- | --- | --- |\n")
                .append(rows));
    page.append("\n## What holds them\n\n")
        .append(
            "Each defence is switched off in turn, by replacing the code of one method; then the attack\n")
        .append(
            "named beside it does harm. So the attack is real, and the defence is what it fails at.\n\n")
        .append("| defence | made by | without it |\n| --- | --- | --- |\n");
    for (Defence defence : defences) {
      String where = defence.where().substring(defence.where().lastIndexOf('.') + 1);
      row(page, defence.name(), "`" + where.replace('#', '.') + "`", defence.attack());
    }
    return page.toString();
  }

  private static void row(StringBuilder rows, String... cells) {
    for (String cell : cells) {
      rows.append("| ")
          .append(Hidden.show(cell).replace("|", "\\|").replace("\n", "\\n").replace("\r", "\\r"))
          .append(' ');
    }
    rows.append("|\n");
  }
}
