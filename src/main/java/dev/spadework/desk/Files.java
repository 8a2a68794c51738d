package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Uploaded files, and the {@code files.*} methods in Slack's order: address, bytes, completion. */
final class Files {
  private final SlackState state;
  private final Map<String, SlackFile> files = new ConcurrentHashMap<>();
  private final Map<String, SlackFile> pending = new ConcurrentHashMap<>();
  private volatile URI base = URI.create("http://127.0.0.1:3000/desk/api/");

  Files(SlackState state) {
    this.state = state;
  }

  void base(URI api) {
    base = api;
  }

  Map<String, Function<Params, ObjectNode>> methods() {
    return Map.of(
        "files.getUploadURLExternal", this::address,
        "files.completeUploadExternal", this::complete,
        "files.info", this::info,
        "files.delete", this::delete);
  }

  /** A file that a person attaches. */
  SlackFile keep(String user, String name, byte[] bytes) {
    SlackFile file = made(user, name, name, bytes);
    files.put(file.id(), file);
    return file;
  }

  Optional<SlackFile> file(String id) {
    return Optional.ofNullable(files.get(id));
  }

  /** Takes the bytes for an address that was handed out. */
  boolean upload(String id, byte[] bytes) {
    return pending.computeIfPresent(id, (key, old) -> with(old, old.title(), bytes)) != null;
  }

  private ObjectNode address(Params params) {
    String name = params.need("filename");
    if (params.number("length", 0) < 1) {
      throw new SlackError("invalid_arguments", "length");
    }
    SlackFile file = made(SlackStandIn.BOT, name, name, new byte[0]);
    pending.put(file.id(), file);
    return Json.object()
        .put("upload_url", base.resolve("upload/" + file.id()).toString())
        .put("file_id", file.id());
  }

  private ObjectNode complete(Params params) {
    JsonNode wanted =
        params
            .json("files", "invalid_arguments")
            .orElseThrow(() -> new SlackError("invalid_arguments", "files"));
    Optional<Channel> channel = params.optional("channel_id").map(id -> Rooms.byId(state, id));
    if (channel.filter(c -> !c.botIsMember()).isPresent()) {
      throw new SlackError("not_in_channel");
    }
    Optional<String> thread = params.optional("thread_ts");
    if (thread.isPresent() && channel.flatMap(c -> state.message(c.id(), thread.get())).isEmpty()) {
      throw new SlackError("invalid_thread_ts");
    }
    List<SlackFile> done = new ArrayList<>();
    for (JsonNode one : wanted) {
      SlackFile file = pending.get(one.path("id").asText());
      if (file == null || file.bytes().length == 0) {
        throw new SlackError("file_not_found");
      }
      done.add(with(file, one.path("title").asText(file.name()), file.bytes()));
    }
    done.forEach(file -> files.put(file.id(), file));
    done.forEach(file -> pending.remove(file.id()));
    ObjectNode answer = Json.object();
    ArrayNode shown = answer.putArray("files");
    done.forEach(file -> shown.add(file.shown()));
    channel.ifPresent(
        c ->
            state.post(
                Draft.of(c.id(), thread, SlackStandIn.BOT, params.text("initial_comment"))
                    .files(done)));
    return answer;
  }

  private ObjectNode info(Params params) {
    SlackFile file = known(params);
    ObjectNode answer = Json.object();
    answer.set("file", file.shown());
    if (file.snippet()) {
      answer.put("content", file.text());
    }
    return answer;
  }

  private ObjectNode delete(Params params) {
    SlackFile file = known(params);
    if (!file.user().equals(SlackStandIn.BOT)) {
      throw new SlackError("cant_delete_file");
    }
    files.remove(file.id());
    for (Message message : state.messages()) {
      if (message.files().contains(file)) {
        state.replace(
            message.channel(),
            message.ts(),
            old -> Optional.of(old.without(file.id())).filter(m -> !m.empty()));
      }
    }
    return Json.object();
  }

  private SlackFile known(Params params) {
    return file(params.need("file")).orElseThrow(() -> new SlackError("file_not_found"));
  }

  private SlackFile made(String user, String name, String title, byte[] bytes) {
    String id = state.nextId("F0");
    String url = base.resolve("files/" + id + "/" + plain(name)).toString();
    return new SlackFile(id, name, title, user, state.now().getEpochSecond(), url, bytes);
  }

  private static SlackFile with(SlackFile old, String title, byte[] bytes) {
    return new SlackFile(old.id(), old.name(), title, old.user(), old.created(), old.url(), bytes);
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
