package dev.spadework;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.agent.Repo;
import dev.spadework.forge.Forge;
import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.store.Store;
import dev.spadework.store.StoreException;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Looks at everything that the bot needs, one after the other; nothing outside is changed. */
final class Doctor {
  /** What the bot's token must be allowed; {@code manifest.json} asks for them. */
  static final Set<String> SCOPES =
      new TreeSet<>(
          Set.of(
              "app_mentions:read",
              "channels:history",
              "channels:join",
              "channels:read",
              "chat:write",
              "commands",
              "groups:history",
              "groups:read",
              "im:history",
              "files:read",
              "files:write",
              "reactions:write",
              "usergroups:read",
              "users:read"));

  /** What is lost without a scope that tasks can do without. */
  private static final Map<String, String> OPTIONAL =
      Map.of(
          "files:read", "logs that are attached to a message are not read",
          "files:write", "changes are not shown as files",
          "reactions:write", "replies are not marked as heard");

  private final Settings settings;
  private final Environment environment;
  private final Redactor redactor;
  private final Consumer<Finding> found;
  private final Reach reach = new Reach();

  Doctor(Settings settings, Consumer<Finding> found) {
    this.settings = settings;
    this.environment = settings.environment();
    this.redactor = Redactor.of(environment.secrets());
    this.found = finding -> found.accept(cleaned(finding));
  }

  /** Looks at everything. */
  void look() throws InterruptedException {
    database();
    slack();
    AppToken.look(reach, environment).ifPresent(found);
    digest();
    new PeopleCheck(reach, settings, found).look();
    new ModelCheck(reach, settings, found).look();
    sandbox();
    repos();
  }

  private void database() {
    String about = "database";
    try (Store store = Store.open(environment.database())) {
      found.accept(Finding.well(about, "opens"));
    } catch (StoreException e) {
      found.accept(Finding.wrong(about, e.getMessage() + "; check DATABASE_URL"));
    }
  }

  private void slack() throws InterruptedException {
    if (!environment.has(Environment.SLACK_TOKEN)) {
      return;
    }
    String base = environment.get(Environment.SLACK_URL);
    Optional<HttpResponse<String>> answer =
        reach.ask(
            "POST",
            base + (base.endsWith("/") ? "" : "/") + "auth.test",
            "Authorization",
            "Bearer " + environment.get(Environment.SLACK_TOKEN));
    if (answer.isEmpty()) {
      found.accept(
          Finding.wrong("Slack", base + " does not answer; check the network or SLACK_API_URL"));
      return;
    }
    JsonNode body = json(answer.get().body());
    if (!body.path("ok").asBoolean()) {
      String error = body.path("error").asText("HTTP " + answer.get().statusCode());
      found.accept(
          Finding.wrong(
              "Slack", "the token is refused (" + error + "); copy SLACK_BOT_TOKEN anew"));
      return;
    }
    found.accept(Finding.well("Slack", "the token works, as " + body.path("user").asText("?")));
    answer.get().headers().firstValue("x-oauth-scopes").ifPresent(this::scopes);
  }

  private void scopes(String granted) {
    Set<String> missing = new TreeSet<>(SCOPES);
    missing.removeAll(
        Arrays.stream(granted.split(",")).map(String::strip).collect(Collectors.toSet()));
    List<String> lost =
        missing.stream()
            .filter(OPTIONAL::containsKey)
            .map(s -> s + ": " + OPTIONAL.get(s))
            .toList();
    missing.removeAll(OPTIONAL.keySet());
    found.accept(
        missing.isEmpty()
            ? Finding.well(
                "Slack scopes",
                lost.isEmpty()
                    ? "all granted"
                    : "enough; without " + String.join(", without ", lost))
            : Finding.wrong(
                "Slack scopes",
                String.join(", ", missing)
                    + " missing; update the app from manifest.json and install it again"));
  }

  private void digest() {
    Settings.Slack slack = settings.slack();
    found.accept(
        Finding.well(
            "digest",
            slack.channel().isBlank()
                ? "off, because slack.channel is empty"
                : "at " + slack.digestAt() + " " + slack.zone() + " in " + slack.channel()));
  }

  private void sandbox() throws InterruptedException {
    Set<String> images = new TreeSet<>(Set.of(settings.sandbox().image()));
    settings.repos().values().forEach(repo -> repo.image().ifPresent(images::add));
    try (Sandboxes sandboxes = Hands.sandboxes(settings)) {
      for (String image : sandboxes.kind().equals("docker") ? images : Set.of("")) {
        String about = ("sandbox " + sandboxes.kind() + " " + image).strip();
        found.accept(
            sandboxes
                .problem(image)
                .map(problem -> Finding.wrong(about, problem))
                .orElse(Finding.well(about, "works")));
      }
    }
  }

  private void repos() throws InterruptedException {
    Workspace workspace;
    try {
      workspace = Workspace.at(settings.data(), redactor);
    } catch (UncheckedIOException e) {
      found.accept(Finding.wrong("data", String.valueOf(e.getMessage())));
      return;
    }
    for (Repo repo : Slices.repos(settings).values()) {
      found.accept(git(workspace, repo));
      boolean local = settings.repos().get(repo.name()).local();
      found.accept(FoundOut.of(workspace, repo, local));
      repo.logs().files().forEach(file -> found.accept(LogsCheck.of(repo.name(), file)));
      if (!local && environment.has(Environment.GITHUB_TOKEN)) {
        found.accept(pulls(repo));
      }
    }
  }

  private static Finding git(Workspace workspace, Repo repo) throws InterruptedException {
    try {
      String base =
          repo.base().isPresent() ? repo.base().get() : workspace.defaultBranch(repo.remote());
      if (workspace.remoteCommit(repo.remote(), base).isEmpty()) {
        return Finding.wrong(repo.name(), "there is no branch " + base + "; name one that exists");
      }
      workspace.checkPush(repo.remote());
      return Finding.well(repo.name(), base + " can be fetched, and pushing is allowed");
    } catch (WorkspaceException e) {
      return Finding.wrong(repo.name(), String.valueOf(e.getMessage()));
    }
  }

  private Finding pulls(Repo repo) throws InterruptedException {
    String about = repo.name() + " pull requests";
    Forge forge =
        Forge.github(
            URI.create(environment.get(Environment.GITHUB_URL)),
            environment.get(Environment.GITHUB_TOKEN),
            redactor);
    return forge
        .problem(repo.name())
        .map(problem -> Finding.wrong(about, problem))
        .orElse(Finding.well(about, "can be opened"));
  }

  private Finding cleaned(Finding finding) {
    return new Finding(
        finding.about(), redactor.clean(finding.mend()), redactor.clean(finding.well()));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      // An answer that is no JSON is told by its status.
      return new ObjectMapper().createObjectNode();
    }
  }
}
