package dev.spadework.desk;

/** The page of one local pull request: what it says and what it changes. */
final class PullPage {
  private PullPage() {}

  static String of(Pull pull) {
    String body =
        """
        <header class="pullhead">
        <p><a href="/">Back to the channel</a> · %s</p>
        <h1>%s <span class="number">#%d</span></h1>
        <p><span class="state %s">%s</span> <code>%s</code> <span aria-hidden="true">→</span>\
        <span class="hidden">into</span> <code>%s</code></p>
        </header>
        <main>
        <section class="pullbody" aria-label="Description">
        %s</section>
        <section aria-label="Changes">
        <h2>Changes</h2>
        %s</section>
        </main>
        """
            .formatted(
                Html.text(pull.repo()),
                Html.text(pull.title()),
                pull.number(),
                pull.draft() ? "draft" : "open",
                pull.draft() ? "Draft" : "Open",
                Html.text(pull.branch()),
                Html.text(pull.base()),
                Markdown.html(pull.body()),
                DiffView.html(pull.diff()));
    return Html.page(pull.title() + " #" + pull.number(), body);
  }

  static String missing(int number) {
    return Html.page(
        "No pull request #" + number,
        "<main><h1>There is no pull request #"
            + number
            + "</h1><p><a href=\"/\">Back to the channel</a></p></main>");
  }
}
