package dev.spadework.crash;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The roads to all that the bot calls, and what each call on them is called. */
final class Roads implements AutoCloseable {
  private static final Pattern MESSAGE = Pattern.compile("\"message\":\"([^\"]+)\"");

  final Crossing slack;
  final Crossing model;
  final Crossing forge;
  final Crossing git;

  /**
   * Opens them.
   *
   * @param toll what becomes of a call of this name
   */
  Roads(URI slack, URI model, URI forge, URI git, BiFunction<String, Crossing.Call, Passage> toll) {
    this.slack = new Crossing(slack, call -> toll.apply(slack(call), call));
    this.model = new Crossing(model, call -> toll.apply("model", call));
    this.forge =
        new Crossing(forge, call -> toll.apply("forge " + call.method() + " " + call.path(), call));
    this.git = new Crossing(git, call -> toll.apply(git(call), call));
  }

  private static String slack(Crossing.Call call) {
    String method = call.path().substring(call.path().lastIndexOf('/') + 1);
    if (!call.path().startsWith("/api/")) {
      return "slack answer to a press";
    }
    if (!method.equals("chat.postMessage")) {
      return "slack " + method;
    }
    String body = new String(call.body(), StandardCharsets.UTF_8);
    Matcher message = MESSAGE.matcher(URLDecoder.decode(body, StandardCharsets.UTF_8));
    return "slack " + method + (message.find() ? " " + message.group(1) : "");
  }

  private static String git(Crossing.Call call) {
    String service = call.query() + call.path();
    String what = service.contains("receive-pack") ? "push" : "fetch";
    return "git " + (call.method().equals("GET") ? "asks before " : "") + what;
  }

  /** Cuts off whoever is on them. */
  void cut() {
    List.of(slack, model, forge, git).forEach(Crossing::cut);
  }

  @Override
  public void close() {
    List.of(slack, model, forge, git).forEach(Crossing::close);
  }
}
