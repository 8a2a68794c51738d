package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Slack's Web API: who asks is checked, faults are played, then the method is run. */
final class SlackApi extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int CALLS_KEPT = 50_000;

  private final transient SlackState state;
  private final transient String token;
  private final transient ChatMethods chat;
  private final transient Limits limits;
  private final transient Scopes scopes;
  private final transient FileDoor door;
  private final transient Map<String, Function<Params, ObjectNode>> methods = new HashMap<>();
  private final transient Deque<Call> calls = new ArrayDeque<>();
  private final transient List<Planned> faults = new ArrayList<>();

  private record Call(String method, Map<String, JsonNode> arguments) {}

  private record Planned(String method, Fault fault, int left) {}

  SlackApi(SlackState state, String token, Files files, Limits limits, Scopes scopes) {
    this.state = state;
    this.token = token;
    this.limits = limits;
    this.scopes = scopes;
    door = new FileDoor(files);
    chat = new ChatMethods(state);
    methods.putAll(chat.methods());
    methods.putAll(files.methods());
    methods.putAll(new Rooms(state).methods());
    methods.putAll(new Directory(state).methods());
    methods.putAll(new Reading(state).methods());
    methods.putAll(new ViewMethods(state).methods());
  }

  void acceptPlans(boolean accept) {
    chat.acceptPlans(accept);
  }

  synchronized void fail(String method, Fault fault, int times) {
    faults.add(new Planned(method, fault, times));
  }

  synchronized void heal() {
    faults.clear();
  }

  synchronized List<Map<String, JsonNode>> calls(String method) {
    return calls.stream().filter(c -> c.method.equals(method)).map(Call::arguments).toList();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
    Optional<String> file = door.download(path);
    if (file.isPresent()) {
      door.send(file.get(), mayDownload(request.getHeader("Authorization")), response);
    } else {
      doPost(request, response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String method = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
    if (door.uploaded(method, request, response)) {
      return;
    }
    Params params = Params.of(request);
    note(method, params);
    Optional<Fault> fault = fault(method).or(() -> limits.take(method, params.text("channel")));
    if (fault.isPresent() && !(fault.get() instanceof Fault.CutAfter)) {
      refuse(fault.get(), response);
      return;
    }
    ObjectNode answer = answer(method, params, request.getHeader("Authorization"));
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/json; charset=utf-8");
    if (fault.isPresent()) {
      // A length that is never reached makes the server close the connection on the reader.
      response.setContentLength(body.length + 1);
      response.getOutputStream().write(body, 0, body.length / 2);
      response.flushBuffer();
      return;
    }
    response.getOutputStream().write(body);
  }

  private ObjectNode answer(
      String method, Params params, @org.jspecify.annotations.Nullable String authorization) {
    ObjectNode answer = Json.object().put("ok", true);
    try {
      if (!method.equals("api.test")) {
        authenticate(params.text("token"), authorization);
      }
      Function<Params, ObjectNode> code = methods.get(method);
      if (code == null) {
        throw new SlackError("unknown_method", method);
      }
      scopes.check(method, params.optional("channel").flatMap(state::channel));
      return answer.setAll(code.apply(params));
    } catch (SlackError e) {
      answer.put("ok", false).put("error", e.code());
      e.describe(answer);
      return answer;
    }
  }

  private boolean mayDownload(@org.jspecify.annotations.Nullable String authorization) {
    try {
      authenticate("", authorization);
      scopes.check("file download", Optional.empty());
      return true;
    } catch (SlackError e) {
      return false;
    }
  }

  private void authenticate(
      String argument, @org.jspecify.annotations.Nullable String authorization) {
    String given =
        authorization != null && authorization.startsWith("Bearer ")
            ? authorization.substring(7)
            : argument;
    if (given.isEmpty()) {
      throw new SlackError("not_authed");
    }
    if (!MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
      throw new SlackError("invalid_auth");
    }
  }

  private static void refuse(Fault fault, HttpServletResponse response) throws IOException {
    if (fault instanceof Fault.Limited limited) {
      response.setStatus(429);
      response.setHeader("Retry-After", Integer.toString(limited.retryAfter()));
      response.setContentType("application/json; charset=utf-8");
      response.getWriter().write("{\"ok\":false,\"error\":\"ratelimited\"}");
    } else if (fault instanceof Fault.Refused refused) {
      response.setContentType("application/json; charset=utf-8");
      response
          .getWriter()
          .write(Json.object().put("ok", false).put("error", refused.error()).toString());
    } else {
      response.setStatus(503);
      response.getWriter().write("the stand-in is down on purpose");
    }
  }

  private synchronized void note(String method, Params params) {
    Map<String, JsonNode> kept = new HashMap<>(params.values());
    kept.remove("token");
    calls.add(new Call(method, Map.copyOf(kept)));
    if (calls.size() > CALLS_KEPT) {
      calls.remove();
    }
  }

  private synchronized Optional<Fault> fault(String method) {
    for (int i = 0; i < faults.size(); i++) {
      Planned planned = faults.get(i);
      if (planned.method.equals(method) || planned.method.equals("*")) {
        if (planned.left <= 1) {
          faults.remove(i);
        } else {
          faults.set(i, new Planned(planned.method, planned.fault, planned.left - 1));
        }
        return Optional.of(planned.fault);
      }
    }
    return Optional.empty();
  }
}
