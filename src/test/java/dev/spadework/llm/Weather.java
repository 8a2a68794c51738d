package dev.spadework.llm;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.llm.StandIn.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A provider that fails in the way that the request of a task names. In weather that passes each
 * call meets something else the first time it is made.
 */
public final class Weather implements AutoCloseable {
  public static final String PASSING = "passing weather";
  public static final String NOTHING = "nothing to say";
  public static final String WRONG_KEY = "a wrong key";

  /** As a fault of every provider; what differs is in {@link #words}. */
  private enum Kind {
    LIMITED,
    BROKEN,
    CUT,
    EMPTY,
    MALFORMED,
    REFUSED,
    USED_UP,
    SLOWED,
    OVERLOADED
  }

  private final String model;
  private final Script calm;
  private final Provider provider;
  private final Set<String> met = ConcurrentHashMap.newKeySet();
  private final Map<Provider, ModelSettings.Access> access = new EnumMap<>(Provider.class);
  private final AutoCloseable server;

  public Weather(String model, Script calm) throws IOException {
    this.model = model;
    this.calm = calm;
    this.provider = Provider.of(model).orElseThrow();
    if (provider == Provider.GEMINI) {
      ScriptedGemini gemini = ScriptedGemini.start(0, this::gemini);
      access.put(provider, new ModelSettings.Access(StandIn.KEY, gemini.baseUrl()));
      server = gemini;
    } else {
      Counter counter = new Counter(model, this::calm, r -> kind(r).map(this::fault));
      access.put(provider, counter.access);
      server = counter;
    }
  }

  public String title() {
    return provider.title();
  }

  public String provider() {
    return provider.id();
  }

  /** Where the fallback is; the one of Gemini's is the same server, which is well to it. */
  public void fallBackTo(ScriptedGemini gemini) {
    access.putIfAbsent(
        Provider.GEMINI, new ModelSettings.Access("gemini-key-0123456789", gemini.baseUrl()));
  }

  public Models models(Optional<String> fallback) {
    access.putIfAbsent(
        Provider.OLLAMA, new ModelSettings.Access("", Provider.OLLAMA.standardUrl()));
    Map<Provider, ModelSettings.Access> known = new EnumMap<>(access);
    for (Provider each : Provider.values()) {
      known.putIfAbsent(each, new ModelSettings.Access("unused-key", each.standardUrl()));
    }
    return Models.of(new ModelSettings(model, model, model, fallback, known));
  }

  public Prices prices() {
    return Prices.of(provider == Provider.OLLAMA ? Map.of(model, Price.LOCAL) : Map.of());
  }

  /** What befalls this request, if anything. */
  private Optional<Kind> kind(Script.Request request) {
    if (!model.endsWith(request.model())) {
      return Optional.empty();
    }
    if (request.shows(WRONG_KEY)) {
      return Optional.of(Kind.REFUSED);
    }
    if (request.shows("subtraction, used up")) {
      return Optional.of(Kind.USED_UP);
    }
    if (request.shows("subtraction, later used up") && request.turn() > 1) {
      return Optional.of(Kind.USED_UP);
    }
    if (request.shows("subtraction, slowed down")) {
      return Optional.of(Kind.SLOWED);
    }
    if (request.shows("subtraction, overloaded")) {
      return Optional.of(Kind.OVERLOADED);
    }
    boolean work = !request.tools().isEmpty();
    if (request.shows(NOTHING)) {
      return work ? Optional.of(Kind.EMPTY) : Optional.empty();
    }
    if (!request.shows(PASSING)) {
      return Optional.empty();
    }
    if (request.isPlan()) {
      return once(Kind.LIMITED);
    }
    return !work
        ? Optional.empty()
        : switch (request.turn()) {
          case 0 -> once(Kind.BROKEN);
          case 1 -> once(Kind.CUT);
          case 2 -> once(Kind.EMPTY).or(() -> once(Kind.MALFORMED));
          default -> Optional.empty();
        };
  }

  private Optional<Kind> once(Kind kind) {
    return met.add(kind.name()) ? Optional.of(kind) : Optional.empty();
  }

  /** The turn with the malformed call is one that the calm story does not have. */
  private Answer calm(Script.Request request) {
    int turn = request.turn();
    boolean later = request.shows(PASSING) && !request.tools().isEmpty() && turn > 2;
    return calm.answer(
        new Script.Request(
            request.model(),
            request.system(),
            request.tools(),
            request.contents(),
            request.schema(),
            later ? turn - 1 : turn));
  }

  private Answer gemini(Script.Request request) {
    Optional<Kind> kind = kind(request);
    if (kind.isEmpty()) {
      return calm(request);
    }
    return switch (kind.get()) {
      case LIMITED -> Answer.rateLimited(Duration.ofSeconds(34));
      case SLOWED -> Answer.rateLimited(Duration.ofMinutes(10));
      case BROKEN -> Answer.error(500, "INTERNAL", "An internal error has occurred.");
      case CUT -> new Answer.Cut(calm(request));
      case OVERLOADED -> Answer.error(503, "UNAVAILABLE", "The model is overloaded.");
      case REFUSED -> Answer.error(401, "UNAUTHENTICATED", "API key not valid: " + StandIn.KEY);
      case EMPTY -> raw("{'candidates':[{'content':{'role':'model'},'finishReason':'STOP'}]}");
      case MALFORMED ->
          raw(
              "{'candidates':[{'content':{'role':'model','parts':[{'functionCall':{'name':"
                  + "'read_file','args':{}}},{'functionCall':{'name':'fly','args':{}}}]},"
                  + "'finishReason':'STOP'}]}");
      case USED_UP ->
          new Answer.Http(
              429,
              "{'error':{'code':429,'status':'RESOURCE_EXHAUSTED','message':'Quota exceeded',"
                      .replace('\'', '"')
                  + "'details':[{'violations':[{'quotaId':'RequestsPerDay'}]}]}}"
                      .replace('\'', '"'));
    };
  }

  private static Answer raw(String body) {
    return new Answer.Raw(StandIn.parse(body.replace('\'', '"')));
  }

  private Fault fault(Kind kind) {
    return switch (kind) {
      case LIMITED -> error(429, "rate_limit_error", "Slow down.").with("Retry-After", "34");
      case SLOWED -> error(429, "rate_limit_error", "Slow down.").with("Retry-After", "600");
      case BROKEN -> error(500, "api_error", "Internal server error");
      case CUT -> Fault.of(200, "").broken();
      case OVERLOADED ->
          error(provider == Provider.ANTHROPIC ? 529 : 503, "overloaded_error", "Overloaded");
      case REFUSED ->
          provider == Provider.OLLAMA
              ? error(404, "", "model 'qwen3:8b' not found")
              : error(401, "authentication_error", "Incorrect key " + StandIn.KEY);
      case USED_UP ->
          provider == Provider.ANTHROPIC
              ? error(400, "invalid_request_error", "Your credit balance is too low")
              : error(429, "insufficient_quota", "insufficient_quota: check your plan");
      case EMPTY -> Fault.of(200, empty());
      case MALFORMED -> Fault.of(200, malformed());
    };
  }

  private Fault error(int status, String type, String message) {
    return switch (provider) {
      case OPENAI -> OpenAiServer.error(status, type, type, message);
      case ANTHROPIC -> AnthropicServer.error(status, type, message);
      default -> OllamaServer.error(status, message);
    };
  }

  private String empty() {
    return switch (provider) {
      case OPENAI -> "{'choices':[{'message':{'content':''},'finish_reason':'stop'}]}";
      case ANTHROPIC -> "{'content':[],'stop_reason':'end_turn'}";
      default -> "{'message':{'role':'assistant','content':''},'done':true}";
    };
  }

  private String malformed() {
    return switch (provider) {
      case OPENAI ->
          "{'choices':[{'message':{'content':null,'tool_calls':["
              + "{'id':'c1','type':'function','function':{'name':'read_file','arguments':'{oops'}},"
              + "{'id':'c2','type':'function','function':{'name':'fly','arguments':'{}'}}]},"
              + "'finish_reason':'tool_calls'}]}";
      case ANTHROPIC ->
          "{'content':[{'type':'tool_use','id':'t1','name':'read_file','input':'{oops'},"
              + "{'type':'tool_use','id':'t2','name':'fly','input':{}}],'stop_reason':'tool_use'}";
      default ->
          "{'message':{'role':'assistant','content':'','tool_calls':["
              + "{'function':{'name':'read_file','arguments':'{oops'}},"
              + "{'function':{'name':'fly','arguments':{}}}]},'done':true}";
    };
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
