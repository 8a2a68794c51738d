package dev.spadework.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where bytes of files come in and go out, beside the methods. */
final class FileDoor {
  private static final Pattern UPLOAD = Pattern.compile("upload/(F[A-Z0-9]+)");
  private static final Pattern DOWNLOAD = Pattern.compile("files/(F[A-Z0-9]+)/.*");
  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/form-data;.*boundary=\"?([^\";]+)\"?.*");
  private static final int LARGEST = 50 * 1024 * 1024;

  private final Files files;

  FileDoor(Files files) {
    this.files = files;
  }

  /** The file that this path would fetch. */
  Optional<String> download(String path) {
    Matcher matcher = DOWNLOAD.matcher(path);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Takes an upload if the path is one; upload addresses need no token, as Slack's do not. */
  boolean uploaded(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Matcher matcher = UPLOAD.matcher(path);
    if (!matcher.matches()) {
      return false;
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST);
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    Matcher multipart = BOUNDARY.matcher(type);
    byte[] content = multipart.matches() ? firstPart(body, multipart.group(1)) : body;
    if (files.upload(matcher.group(1), content)) {
      response.getWriter().write("OK - " + content.length);
    } else {
      response.setStatus(404);
    }
    return true;
  }

  /** Slack answers with its page to log in where the token does not do; that is a 200 of HTML. */
  void send(String id, boolean allowed, HttpServletResponse response) throws IOException {
    Optional<SlackFile> file = files.file(id);
    if (!allowed) {
      response.setContentType("text/html; charset=utf-8");
      response.getWriter().write("<!DOCTYPE html><title>Sign in | Slack</title>");
    } else if (file.isEmpty()) {
      response.setStatus(404);
    } else {
      response.setContentType(file.get().shown().path("mimetype").asText());
      response.getOutputStream().write(file.get().bytes());
    }
  }

  private static byte[] firstPart(byte[] body, String boundary) {
    // Latin 1 maps bytes to characters one to one, so that positions hold for both.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int from = text.indexOf("\r\n\r\n") + 4;
    int to = text.indexOf("\r\n--" + boundary, from);
    return from < 4 || to < 0
        ? new byte[0]
        : text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }
}
