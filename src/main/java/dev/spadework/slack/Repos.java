package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.report.Code;
import dev.spadework.report.Edits;
import dev.spadework.slack.SlackSettings.Repo;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which repository somebody means: named, the channel's, their last, or the only one. */
final class Repos {
  /** One letter in so many may be wrong for a name still to be meant. */
  private static final int LETTERS = 3;

  private static final int SHOWN = 20;

  private final List<Repo> repos;

  Repos(List<Repo> repos) {
    this.repos = repos;
  }

  /**
   * A repository, or the private line that says why there is none.
   *
   * @param choice whether the person has only to choose one
   */
  record Found(Optional<Repo> repo, String otherwise, boolean choice) {
    private static Found of(Repo repo) {
      return new Found(Optional.of(repo), "", false);
    }

    private static Found none(String line) {
      return new Found(Optional.empty(), line, false);
    }
  }

  /** All that are known. */
  List<Repo> all() {
    return repos;
  }

  /** Whether one of them is called this, by its last part alone. */
  boolean isLastPart(String word) {
    return repos.stream()
        .anyMatch(repo -> repo.name().toLowerCase(Locale.ROOT).endsWith("/" + word));
  }

  /**
   * Finds it.
   *
   * @param channelName without the number sign
   * @param last the repository of the person's last task; asked for only where it matters
   */
  Found find(
      Optional<String> named, String channel, String channelName, Supplier<Optional<String>> last) {
    if (named.isPresent()) {
      return named(named.get());
    }
    List<Repo> here =
        repos.stream()
            .filter(
                repo ->
                    repo.channel()
                        .filter(c -> c.equals(channel) || c.equals("#" + channelName))
                        .isPresent())
            .toList();
    if (here.size() == 1) {
      return Found.of(here.get(0));
    }
    return last.get()
        .flatMap(name -> repos.stream().filter(repo -> repo.name().equals(name)).findFirst())
        .or(() -> repos.size() == 1 ? Optional.of(repos.get(0)) : Optional.empty())
        .map(Found::of)
        .orElseGet(
            () ->
                repos.isEmpty()
                    ? Found.none(say("private.repo.none"))
                    : new Found(
                        Optional.empty(), say("private.repo.which", "repos", known()), true));
  }

  private Found named(String name) {
    Optional<Repo> exact =
        repos.stream().filter(repo -> repo.name().equalsIgnoreCase(name)).findFirst();
    if (exact.isPresent()) {
      return Found.of(exact.get());
    }
    String shown = Code.of(Code.shortened("repo:" + name, 80));
    String line =
        repos.isEmpty()
            ? say("private.repo.none")
            : say("private.repo.unknown", "repo", shown, "repos", known());
    return Found.none(
        close(name)
            .map(repo -> line + " " + say("private.repo.mean", "repo", Code.of("repo:" + repo)))
            .orElse(line));
  }

  private String known() {
    String shown = repos.stream().limit(SHOWN).map(Repo::name).collect(Collectors.joining(", "));
    int more = repos.size() - SHOWN;
    return more > 0 ? say("list.more", "shown", shown, "more", more) : shown;
  }

  private Optional<String> close(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return repos.stream()
        .map(Repo::name)
        .filter(known -> distance(wanted, known) * LETTERS <= wanted.length())
        .min(Comparator.comparingInt(known -> distance(wanted, known)));
  }

  /** How far apart: the least over the full name and its last part. */
  private static int distance(String wanted, String known) {
    String full = known.toLowerCase(Locale.ROOT);
    String last = full.substring(full.indexOf('/') + 1);
    return Math.min(
        Edits.between(wanted, full),
        Edits.between(wanted.substring(wanted.indexOf('/') + 1), last));
  }
}
