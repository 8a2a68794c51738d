package dev.spadework.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails;
import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Files, in Slack's three steps: ask where to, send the bytes, show it. */
final class Uploads {
  private static final MediaType TEXT = MediaType.get("text/plain; charset=utf-8");

  private final MethodsClient methods;
  private final OkHttpClient http;
  private final Door door;
  private final Redactor redactor;

  Uploads(MethodsClient methods, OkHttpClient http, Door door, Redactor redactor) {
    this.methods = methods;
    this.http = http;
    this.door = door;
    this.redactor = redactor;
  }

  /**
   * Shows a diff in a thread. Nobody sees anything of it before the last step.
   *
   * @return the file's id
   */
  String share(String channel, String thread, Snippet snippet, int kept) throws Refused, Away {
    byte[] bytes = redactor.clean(snippet.text()).getBytes(StandardCharsets.UTF_8);
    var place =
        door.call(
            "files.getUploadURLExternal",
            channel,
            kept,
            () ->
                methods.filesGetUploadURLExternal(
                    r -> r.filename(snippet.title()).length(bytes.length).snippetType("diff")));
    send(place.getUploadUrl(), bytes);
    FileDetails details =
        FileDetails.builder().id(place.getFileId()).title(snippet.title()).build();
    door.call(
        "files.completeUploadExternal",
        channel,
        kept,
        () ->
            methods.filesCompleteUploadExternal(
                r ->
                    r.files(List.of(details))
                        .channelId(channel)
                        .threadTs(thread)
                        .initialComment(redactor.clean(snippet.comment()))));
    return place.getFileId();
  }

  private void send(String url, byte[] bytes) throws Refused, Away {
    Request request = new Request.Builder().url(url).post(RequestBody.create(bytes, TEXT)).build();
    try (Response answer = http.newCall(request).execute()) {
      int status = answer.code();
      if (status == 429 || status >= 500) {
        throw new Away("upload: HTTP " + status, false, Duration.ZERO);
      }
      if (status != 200) {
        throw new Refused("upload", "http_" + status);
      }
    } catch (IOException e) {
      throw new Away("upload: " + e.getClass().getSimpleName(), false, Duration.ZERO);
    }
  }
}
