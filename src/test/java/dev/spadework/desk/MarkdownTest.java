package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
  @Test
  void whatPullRequestsUseIsDrawn() {
    assertThat(Markdown.html("# One\ntext **bold** `a<b`\n- [x] first\n- [ ] second\n\n1. a\n2. b"))
        .contains("<h2>One</h2>", "<strong>bold</strong>", "<code>a&lt;b</code>")
        .contains("<span class=\"box\">done</span> first", "<ol>");
    assertThat(Markdown.html("| a | b |\n| --- | --- |\n| 1 | x\\|y |"))
        .contains("<th>a</th><th>b</th>", "<td>x|y</td>");
    assertThat(Markdown.html("<details>\n<summary>More</summary>\n\n```\n<x>\n```\n</details>"))
        .contains("<details>", "<summary>More</summary>", "&lt;x&gt;");
  }

  @Test
  void nothingInItIsRun() {
    String evil =
        "<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](//evil.example) "
            + "[c](https://x\"onclick=alert(1)) <details open onclick=x>\n<summary><b>x</b></summary>";
    assertThat(Markdown.html(evil))
        .doesNotContain("<img", "href=\"javascript", "href=\"//", "<details open", "<b>")
        .doesNotContain("\"onclick");
  }

  @Test
  void anUnfinishedFenceOrAPipeAloneComesToAnEnd() {
    assertThat(Markdown.html("```\nopen")).contains("open");
    assertThat(Markdown.html("| alone\n|\n> quote\n***")).contains("alone", "quote");
  }

  @Test
  void aDiffKeepsItsSignsAndNumbersItsLines() {
    String html =
        DiffView.html(
            "diff --git a/x.txt b/x.txt\nindex 1..2 100644\n--- a/x.txt\n+++ b/x.txt\n"
                + "@@ -4,2 +4,2 @@\n same\n-old <b>\n+new\n\\ No newline at end of file\n");
    assertThat(html)
        .contains("<code>x.txt</code>", "+1 −1")
        .contains("<td class=\"no\">5</td><td class=\"no\"></td><td class=\"code\">-old &lt;b&gt;")
        .contains("<td class=\"no\"></td><td class=\"no\">5</td><td class=\"code\">+new");
    assertThat(DiffView.html("")).contains("Nothing is changed");
  }
}
