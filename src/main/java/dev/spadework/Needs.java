package dev.spadework;

import dev.spadework.llm.Models;
import dev.spadework.llm.Prices;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a command cannot start without: a line for each thing that is missing. */
final class Needs {
  private final Settings settings;
  private final List<String> problems = new ArrayList<>();

  private Needs(Settings settings) {
    this.settings = settings;
  }

  /** Of {@code serve}, which speaks with Slack and, unless told otherwise, works too. */
  static List<String> serve(Settings settings, boolean works) {
    Needs needs = new Needs(settings);
    needs.slack();
    needs.webhook();
    if (works) {
      needs.work();
      needs.sandbox();
    } else {
      needs.repos();
    }
    return needs.problems;
  }

  /** Of {@code worker}. */
  static List<String> worker(Settings settings) {
    Needs needs = new Needs(settings);
    needs.work();
    needs.sandbox();
    return needs.problems;
  }

  /** Of {@code run}, which has its repository from the command line. */
  static List<String> models(Settings settings) {
    Needs needs = new Needs(settings);
    needs.askable();
    return needs.problems;
  }

  private void slack() {
    need(Environment.SLACK_TOKEN, "the xoxb- token of the installed app");
    wayIn();
    address(Environment.SLACK_URL);
  }

  private void wayIn() {
    String token = settings.environment().get(Environment.SLACK_APP_TOKEN);
    if (token.isEmpty()) {
      need(
          Environment.SLACK_SECRET,
          "it stands under Basic Information of the Slack app; or set SLACK_APP_TOKEN (xapp-)"
              + " instead, for Socket Mode");
      boolean blank =
          settings.environment().variables().containsKey(Environment.SLACK_APP_TOKEN)
              && settings.environment().has(Environment.SLACK_SECRET);
      if (blank) {
        problems.add("SLACK_APP_TOKEN is blank: give it the app-level token (xapp-) or unset it");
      }
    } else if (!token.startsWith("xapp-")) {
      problems.add(
          "SLACK_APP_TOKEN is no app-level token: it begins with xapp- and stands under Basic"
              + " Information, App-Level Tokens");
    }
  }

  private void webhook() {
    boolean secret = settings.environment().has(Environment.WEBHOOK_SECRET);
    if (!secret && settings.environment().variables().containsKey(Environment.WEBHOOK_SECRET)) {
      problems.add(
          "GITHUB_WEBHOOK_SECRET is blank: give it the secret of the webhook, or unset it");
    }
    settings
        .repos()
        .forEach(
            (name, repo) -> {
              if (repo.trigger().any()) {
                trigger("repos." + name + ".trigger-label and trigger-word ", repo, secret);
              }
            });
  }

  private void trigger(String what, Settings.Repository repo, boolean secret) {
    if (!secret) {
      problems.add(what + "need GITHUB_WEBHOOK_SECRET: GitHub tells of issues by webhook");
    }
    if (repo.local() || !settings.environment().has(Environment.GITHUB_TOKEN)) {
      problems.add(what + "need a repository on GitHub and GITHUB_TOKEN, to ask who may write");
    }
    if (repo.channel().isEmpty() && settings.slack().channel().isEmpty()) {
      problems.add(what + "need a channel for the thread: set its channel or slack.channel");
    }
  }

  private void work() {
    askable();
    repos();
    address(Environment.GITHUB_URL);
    boolean github = settings.repos().values().stream().anyMatch(repo -> !repo.local());
    if (github) {
      need(
          Environment.GITHUB_TOKEN,
          "a token that may push to the repositories and open pull requests");
    }
  }

  private void askable() {
    problems.addAll(Models.problems(Slices.models(settings)));
    Prices prices = Prices.of(settings.prices());
    Settings.Model model = settings.model();
    Set<String> names =
        new TreeSet<>(List.of(model.planner(), model.worker(), model.summary(), model.fallback()));
    names.remove("");
    names.stream().map(prices::problem).flatMap(Optional::stream).forEach(problems::add);
  }

  private void repos() {
    if (settings.repos().isEmpty()) {
      problems.add(
          "repos is empty: list at least one, such as  repos: { acme/billing: { base: main } }");
    }
  }

  private void sandbox() {
    if (settings.sandbox().kind().equals("process") && !settings.sandbox().allowProcess()) {
      problems.add(
          "sandbox.kind is process, which holds untrusted code less well than Docker; use docker,"
              + " or set sandbox.allow-process: true");
    }
    if (settings.sandbox().kind().equals("process") && !settings.sandbox().egress().isEmpty()) {
      problems.add(
          "sandbox.egress is for sandbox.kind docker only: kind process has no network at all; use"
              + " docker, or take the list out");
    }
    try {
      Slices.limits(settings.sandbox());
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  private void need(String variable, String otherwise) {
    if (!settings.environment().has(variable)) {
      problems.add(variable + " is not set or blank: " + otherwise);
    }
  }

  private void address(String variable) {
    String text = settings.environment().get(variable);
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Said below, in words that do not depend on what is wrong with it.
    }
    problems.add(variable + " is no http or https address");
  }
}
