package dev.spadework.desk;

/** Text into HTML. Everything that was not written here goes through {@link #text}. */
final class Html {
  private Html() {}

  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A page in the desk's clothes. */
  static String page(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="icon" href="/desk/static/icon.svg">
        <link rel="stylesheet" href="/desk/static/desk.css">
        <link rel="stylesheet" href="/desk/static/blocks.css">
        <link rel="stylesheet" href="/desk/static/pull.css">
        </head>
        <body class="pull">
        %s
        </body>
        </html>
        """
        .formatted(text(title), body);
  }
}
