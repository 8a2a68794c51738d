package dev.spadework.slack;

import com.slack.api.model.File;
import com.slack.api.model.Message;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Code;
import dev.spadework.report.Names;
import dev.spadework.task.Request;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What stands around the message that a task is made of: the rest of its thread, and files. */
final class Surroundings {
  /** Messages of a thread that are read: Slack gives no more at once. */
  private static final int PAGE = 200;

  private static final int MESSAGE = 800;
  private static final int ALL = 6_000;
  private static final Pattern PERSON = Pattern.compile("<@([UW][A-Z0-9]+)(?:\\|[^>]*)?>");

  private final Web web;
  private final Names names;
  private final Redactor redactor;

  Surroundings(Web web, Names names, Redactor redactor) {
    this.web = web;
    this.names = names;
    this.redactor = redactor;
  }

  /**
   * What was found.
   *
   * @param said who said what beside the message itself, oldest first
   * @param files those of the message first
   */
  record Found(String said, List<File> files) {}

  /** Everything around a message up to a moment. */
  Found around(Request.Source source, Optional<String> thread, Instant until) throws Refused, Away {
    List<Message> messages = messages(source.channel(), thread.orElse(source.ts()));
    Optional<String> root =
        messages.stream()
            .filter(message -> source.ts().equals(message.getTs()))
            .map(message -> Objects.toString(message.getThreadTs(), ""))
            .filter(ts -> !ts.isEmpty() && thread.isEmpty() && !ts.equals(source.ts()))
            .findFirst();
    if (root.isPresent()) {
      // Asked by the time of a reply, Slack gives that reply alone.
      messages = messages(source.channel(), root.get());
    }
    List<File> files = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (Message message : messages) {
      boolean itself = source.ts().equals(message.getTs());
      if (Marks.ours(message) || !itself && after(message.getTs(), until)) {
        continue;
      }
      List<File> more = Objects.requireNonNullElse(message.getFiles(), List.of());
      files.addAll(itself ? 0 : files.size(), more);
      if (!itself) {
        line(message, more).ifPresent(said::add);
      }
    }
    return new Found(bounded(said), files);
  }

  private List<Message> messages(String channel, String ts) throws Refused, Away {
    return web.ask(
            "conversations.replies",
            methods ->
                methods.conversationsReplies(
                    r -> r.channel(channel).ts(ts).includeAllMetadata(true).limit(PAGE)))
        .getMessages();
  }

  private static boolean after(String ts, Instant until) {
    return ts.matches("\\d{1,12}(?:\\.\\d+)?")
        && Long.parseLong(ts.split("\\.")[0]) > until.getEpochSecond();
  }

  private Optional<String> line(Message message, List<File> files) {
    String text = words(Objects.toString(message.getText(), "")).strip();
    if (text.isEmpty() && !files.isEmpty()) {
      text = Files.name(files.get(0));
    }
    String user = Objects.toString(message.getUser(), "");
    String who = user.isEmpty() ? Objects.toString(message.getUsername(), "bot") : names.of(user);
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(who + ": " + Code.shortened(redactor.clean(text), MESSAGE));
  }

  /** Slack's text with people's names in place of their ids. */
  String words(String text) {
    return Mrkdwn.typed(PERSON.matcher(text).replaceAll(m -> quoted(names.of(m.group(1)))));
  }

  private static String quoted(String name) {
    return java.util.regex.Matcher.quoteReplacement(name);
  }

  /** The first message and as many of the last as fit. */
  private static String bounded(List<String> said) {
    if (said.isEmpty()) {
      return "";
    }
    int left = ALL - said.get(0).length();
    Deque<String> last = new ArrayDeque<>();
    int from = said.size();
    while (from > 1 && said.get(from - 1).length() + 1 <= left) {
      from--;
      left -= said.get(from).length() + 1;
      last.addFirst(said.get(from));
    }
    if (from > 1) {
      last.addFirst("…");
    }
    last.addFirst(said.get(0));
    return String.join("\n", last);
  }
}
