package dev.spadework.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A file of the stand-in.
 *
 * @param user who shared it
 * @param created seconds since 1970
 * @param url where it can be fetched with the bot's token as Bearer
 */
public record SlackFile(
    String id, String name, String title, String user, long created, String url, byte[] bytes) {

  /** Its content, read as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Slack shows these as snippets; the rest is offered for download. */
  boolean snippet() {
    return type().matches("text|diff|java|json|yaml|csv|markdown");
  }

  String type() {
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "diff", "patch" -> "diff";
      case "java", "json", "csv", "png", "pdf", "zip" -> ending;
      case "yml", "yaml" -> "yaml";
      case "md" -> "markdown";
      case "txt", "log", "out" -> "text";
      default -> "binary";
    };
  }

  /** As the Web API and events show it. */
  ObjectNode shown() {
    ObjectNode file = Json.object();
    file.put("id", id).put("created", created).put("timestamp", created);
    file.put("name", name).put("title", title).put("user", user).put("size", bytes.length);
    file.put("filetype", type()).put("pretty_type", type()).put("mimetype", mime());
    file.put("mode", snippet() ? "snippet" : "hosted").put("editable", snippet());
    file.put("is_external", false).put("is_public", true).put("public_url_shared", false);
    file.put("url_private", url).put("url_private_download", url);
    file.put("permalink", "https://desk.slack.com/files/" + user + "/" + id + "/" + name);
    if (snippet()) {
      file.put("preview", text().lines().limit(5).reduce("", (a, b) -> a + b + "\n"));
      file.put("lines", text().lines().count());
    }
    return file;
  }

  private String mime() {
    return switch (type()) {
      case "png" -> "image/png";
      case "pdf", "zip" -> "application/" + type();
      case "binary" -> "application/octet-stream";
      default -> "text/plain";
    };
  }
}
