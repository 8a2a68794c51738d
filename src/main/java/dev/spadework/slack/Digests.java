package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.report.Digest;
import dev.spadework.report.Names;
import dev.spadework.report.Story;
import dev.spadework.task.Rhythm;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What stands in the digest of each channel. A repository with a channel of its own is told of
 * there, all others in the usual channel. Without a usual channel there is no digest.
 */
final class Digests {
  private final SlackSettings settings;
  private final Tidings tidings;
  private final Openness openness;
  private final Names names;
  private final Mrkdwn mrkdwn;
  private final DigestFace face;

  Digests(SlackSettings settings, Tidings tidings, Openness openness, Names names, Mrkdwn mrkdwn) {
    this.settings = settings;
    this.tidings = tidings;
    this.openness = openness;
    this.names = names;
    this.mrkdwn = mrkdwn;
    this.face = new DigestFace(new Lists(mrkdwn, openness), mrkdwn);
  }

  Rhythm days() {
    return tidings.days();
  }

  /** The channels as the settings name them; empty: no digest. */
  Set<String> channels() {
    Set<String> channels = new LinkedHashSet<>();
    if (!settings.defaultChannel().isBlank()) {
      channels.add(settings.defaultChannel());
      settings.repos().forEach(repo -> repo.channel().ifPresent(channels::add));
    }
    return channels;
  }

  /** A digest as a message, and whether one of its questions still waits. */
  record Page(Face face, boolean waiting) {}

  /**
   * A channel's digest, with its questions as they stand now.
   *
   * @param id of the channel; what was said in private elsewhere is left out
   * @param newest whether no newer digest has come
   */
  Page page(String channel, String id, Issue issue, boolean newest) {
    Digest digest =
        tidings.of(
            issue.since(),
            issue.at(),
            names,
            repo -> channelOf(repo).equals(channel),
            story -> tellable(story, id));
    boolean waiting = digest.needs().stream().anyMatch(need -> need.settled().isEmpty());
    return new Page(face.of(digest, newest), waiting);
  }

  /** Over all repositories as it stands now, for one who asks; as long as a message may be. */
  String now() {
    Digest digest = tidings.now(names, story -> tellable(story, ""));
    String text = Fitted.together(digest.lines().stream().map(mrkdwn::of).toList()).text();
    return channels().isEmpty() ? text + "\n" + say("digest.off") : text;
  }

  /** What is asked in private is nobody else's; a pull request everybody sees anyway. */
  private boolean tellable(Story story, String id) {
    String where = story.task().request().channel();
    return story.task().delivery().pullRequest().isPresent()
        || where.equals(id)
        || openness.open(where);
  }

  private String channelOf(String repo) {
    return settings
        .repo(repo)
        .flatMap(SlackSettings.Repo::channel)
        .orElse(settings.defaultChannel());
  }

  /** Name of a channel's row in the schedules. */
  static String schedule(String channel) {
    return "digest " + channel;
  }
}
