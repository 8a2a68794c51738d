package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;

/** The {@code views.*} methods: dialogs and homes. */
final class ViewMethods {
  private final SlackState state;

  ViewMethods(SlackState state) {
    this.state = state;
  }

  Map<String, Function<Params, ObjectNode>> methods() {
    return Map.of(
        "views.open", this::open,
        "views.push", this::push,
        "views.update", this::update,
        "views.publish", this::publish);
  }

  private ObjectNode open(Params params) {
    ObjectNode body = modal(params);
    return shown(state.open(state.triggers().redeem(params.need("trigger_id")), body));
  }

  private ObjectNode push(Params params) {
    ObjectNode body = modal(params);
    return shown(state.push(state.triggers().redeem(params.need("trigger_id")), body));
  }

  private ObjectNode update(Params params) {
    String id = params.optional("view_id").orElseGet(() -> params.need("external_id"));
    return shown(state.update(id, view(params), params.optional("hash")));
  }

  private ObjectNode publish(Params params) {
    String user = params.need("user_id");
    state.person(user).orElseThrow(() -> new SlackError("user_not_found"));
    ObjectNode body = view(params);
    if (!body.path("type").asText().equals("home")) {
      throw new SlackError("invalid_arguments", "only a home can be published");
    }
    return shown(state.publish(user, body, params.optional("hash")));
  }

  private static ObjectNode modal(Params params) {
    ObjectNode body = view(params);
    if (!body.path("type").asText().equals("modal")) {
      throw new SlackError("invalid_arguments", "only a modal can be opened");
    }
    return body;
  }

  private static ObjectNode view(Params params) {
    JsonNode view =
        params
            .json("view", "invalid_arguments")
            .orElseThrow(() -> new SlackError("invalid_arguments", "view"));
    BlockRules.checkView(view);
    return (ObjectNode) view;
  }

  private static ObjectNode shown(View view) {
    ObjectNode answer = Json.object();
    answer.set("view", view.body());
    return answer;
  }
}
