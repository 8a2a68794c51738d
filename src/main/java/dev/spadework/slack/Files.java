package dev.spadework.slack;

import com.slack.api.model.File;
import dev.spadework.task.Aside.Why;
import dev.spadework.task.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Reads files that people attached. The token is sent to Slack's own hosts and the configured API's
 * alone; nothing follows a redirect, and nothing is read beyond a cap.
 */
final class Files implements AutoCloseable {
  /** Larger files are left out: 4 MiB. */
  static final int LARGEST = 4 << 20;

  private static final int NAME = 80;
  private static final List<String> SLACK = List.of(".slack.com", ".slack-gov.com");
  private static final List<String> NO_TEXT =
      List.of("image/", "audio/", "video/", "font/", "application/pdf", "application/zip");
  private static final List<String> NOT_HERE = List.of("external", "tombstone", "hidden_by_limit");

  /** One control character in so many still makes a text. */
  private static final int STRAY = 200;

  private final OkHttpClient http;
  private final URI api;
  private final String token;

  Files(SlackSettings settings, Duration atMost) {
    this.api = URI.create(settings.apiUrl());
    this.token = settings.botToken();
    this.http =
        new OkHttpClient.Builder()
            .callTimeout(atMost)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
  }

  /** The text of a file, or why there is none. */
  record Read(Optional<String> text, Optional<Why> why) {
    private static Read of(String text) {
      return new Read(Optional.of(text), Optional.empty());
    }

    private static Read not(Why why) {
      return new Read(Optional.empty(), Optional.of(why));
    }
  }

  /** What a file is called, safe to show: a name, never a path. */
  static String name(File file) {
    String name =
        Objects.toString(file.getName(), Objects.toString(file.getTitle(), ""))
            .replaceAll("[\\p{Cntrl}\\p{Cf}`<>|]", "")
            .replaceAll(".*[/\\\\]", "")
            .strip();
    return name.isEmpty() ? "file" : dev.spadework.report.Code.shortened(name, NAME);
  }

  /** These files as a request carries them until they are fetched. */
  static List<Request.Attachment> promised(List<File> files) {
    return files.stream().map(file -> Request.Attachment.promised(name(file))).toList();
  }

  /**
   * Fetches one.
   *
   * @throws Away if asking again may help
   */
  Read read(File file) throws Away {
    String url =
        Objects.toString(file.getUrlPrivateDownload(), Objects.toString(file.getUrlPrivate(), ""));
    String type = Objects.toString(file.getMimetype(), "").toLowerCase(Locale.ROOT);
    if (NO_TEXT.stream().anyMatch(type::startsWith)) {
      return Read.not(Why.NO_TEXT);
    } else if (file.getSize() != null && file.getSize() > LARGEST) {
      return Read.not(Why.TOO_LARGE);
    } else if (NOT_HERE.contains(Objects.toString(file.getMode(), ""))
        || file.isExternal()
        || !trusted(url)) {
      return Read.not(Why.ELSEWHERE);
    }
    okhttp3.Request request =
        new okhttp3.Request.Builder().url(url).header("Authorization", "Bearer " + token).build();
    try (Response response = http.newCall(request).execute()) {
      return read(response, type);
    } catch (IOException e) {
      throw new Away("file: " + e.getClass().getSimpleName(), false, Duration.ZERO);
    }
  }

  /** Whether the token may go there. */
  private boolean trusted(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (java.net.URISyntaxException e) {
      return false;
    }
    String host = Objects.toString(uri.getHost(), "").toLowerCase(Locale.ROOT);
    boolean ours =
        host.equals(api.getHost())
            && Objects.equals(uri.getScheme(), api.getScheme())
            && uri.getPort() == api.getPort();
    boolean slacks =
        "https".equals(uri.getScheme())
            && (uri.getPort() == -1 || uri.getPort() == 443)
            && SLACK.stream().anyMatch(host::endsWith);
    return uri.getUserInfo() == null && (ours || slacks);
  }

  private static Read read(Response response, String type) throws IOException, Away {
    int status = response.code();
    if (status == 429 || status >= 500) {
      throw new Away("file: HTTP " + status, false, Duration.ZERO);
    } else if (status != 200) {
      // A redirect leads to the page for signing in.
      return Read.not(Why.NO_ACCESS);
    }
    ResponseBody body = Objects.requireNonNull(response.body());
    String sent = Objects.toString(response.header("Content-Type"), "").toLowerCase(Locale.ROOT);
    if (sent.startsWith("text/html") && !type.startsWith("text/html")) {
      // Without the right to read files Slack answers with its page for signing in.
      return Read.not(Why.NO_ACCESS);
    }
    byte[] bytes;
    try (InputStream in = body.byteStream()) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    return bytes.length > LARGEST
        ? Read.not(Why.TOO_LARGE)
        : text(bytes).map(Read::of).orElseGet(() -> Read.not(Why.NO_TEXT));
  }

  private static Optional<String> text(byte[] bytes) {
    Optional<String> text = decoded(bytes);
    return text.filter(Files::readable);
  }

  private static Optional<String> decoded(byte[] bytes) {
    if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff)) {
      return Optional.of(new String(bytes, StandardCharsets.UTF_16));
    }
    return strictly(bytes, StandardCharsets.UTF_8)
        .or(() -> strictly(bytes, StandardCharsets.ISO_8859_1))
        .map(text -> text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  private static Optional<String> strictly(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean begins(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }

  private static boolean readable(String text) {
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      return false;
    }
    // Escape, tabulator, line ends and form feed stand in logs; other controls hardly do.
    long strange =
        text.chars()
            .filter(c -> Character.isISOControl(c) && "\t\n\r\f\u001b\b".indexOf(c) < 0)
            .count();
    return strange * STRAY <= text.length();
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
