package dev.spadework.worker;

import dev.spadework.agent.Repo;
import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.report.LogWords;
import dev.spadework.report.Outcome;
import dev.spadework.sandbox.Namespaces;
import dev.spadework.task.Kind;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.workspace.Git;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A house whose repository has a log file on this machine, and a model that says one thing. */
final class LogTown implements AutoCloseable {
  static final String QUIET = "{\"proposals\": []}";

  final House house;
  final Path log;

  /** What the model was shown of logs, a text for each time it was asked. */
  final List<String> shown = new CopyOnWriteArrayList<>();

  volatile String says = QUIET;
  private int asked;

  LogTown(Path dir) throws IOException {
    this(dir, Map.of());
  }

  /** With more files in the repository. */
  LogTown(Path dir, Map<String, String> more) throws IOException {
    log = Files.createDirectories(dir.resolve("var")).resolve("orders.log");
    house =
        new House(dir, this::answer, Namespaces.sandboxes(dir.resolve("homes")), shop(dir, more));
    house.stop();
    house.with(repo -> logging(repo, List.of(log.toString()))).start();
  }

  /** The shop with the source of a service beside it. */
  private static Git shop(Path dir, Map<String, String> more) {
    Git source = Shop.in(dir.resolve("source"));
    source.write(
        "src/main/java/shop/Orders.java",
        """
        package shop;

        class Orders {
          void book(Order order) {
            log.warn("stock of the article runs low, {} left", order.left());
            throw new IllegalStateException("no credit");
          }
        }
        """);
    source.write("ci/last.log", line(1, "ERROR", "the warehouse does not answer"));
    more.forEach(source::write);
    source.commit("A service");
    return source;
  }

  static Repo logging(Repo repo, List<String> files) {
    return logging(repo, files, 64 << 20);
  }

  static Repo logging(Repo repo, List<String> files, long largest) {
    return new Repo(
        repo.name(),
        repo.remote(),
        repo.base(),
        repo.setup(),
        repo.test(),
        repo.image(),
        repo.review(),
        repo.carry(),
        repo.guard(),
        repo.commands(),
        new Repo.Logs(files, largest));
  }

  static String line(int second, String level, String words) {
    return String.format(
        "2026-11-23 02:%02d:%02d,120 %s [http-%d] shop.Orders - %s%n",
        second / 60 % 60, second % 60, level, second % 7, words);
  }

  /** An order that could not be booked, with the stack of its exception. */
  static String refused(int second) {
    return line(second, "ERROR", "order " + second * 31 + " was not booked")
        + """
        java.lang.IllegalStateException: no credit for %d cents
        \tat shop.Orders.book(Orders.java:6)
        \tat java.base/java.lang.Thread.run(Thread.java:840)
        """
            .formatted(second * 17);
  }

  /** Eight orders, two of them refused, and one warning. */
  static String night() {
    StringBuilder log = new StringBuilder();
    for (int second = 1; second <= 8; second++) {
      log.append(line(second, "INFO", "order " + second * 31 + " is booked"));
    }
    return log.append(refused(9))
        .append(refused(10))
        .append(line(11, "WARN", "stock of the article runs low, 3 left"))
        .toString();
  }

  void writes(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Answer answer(Script.Request request) {
    String text = request.contents().toString();
    if (text.contains("Kinds of lines of a log")) {
      shown.add(fenced(request.contents().get(0).path("parts").get(0).path("text").asText()));
      return new Answer.Text(says);
    }
    return Shop.calm().answer(request);
  }

  /** What stands between the fences of a prompt: the characters of the log that left the house. */
  private static String fenced(String prompt) {
    int from = prompt.indexOf("\n", prompt.indexOf("```")) + 1;
    return prompt.substring(from, prompt.lastIndexOf("\n```"));
  }

  Task scan() {
    return scan("what is wrong in last night's log?");
  }

  Task scan(String words) {
    return house.awaitEnd(open(words));
  }

  String open(String words) {
    return open(words, 1_000_000);
  }

  String open(String words, long micros) {
    return open(Request.of(words, House.REPO, micros, "U0ANN", "C0ENG").make());
  }

  /** With a file that came with the request. */
  Task scan(String name, String text) {
    String blob = "attached-" + asked;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    house.journal.blobs().put("none", blob, bytes);
    Request.Attachment file = new Request.Attachment(name, blob, text.length());
    return house.awaitEnd(
        open(
            Request.of("what does this log say?", House.REPO, 1_000_000, "U0ANN", "C0ENG")
                .attachments(List.of(file))
                .make()));
  }

  private String open(Request request) {
    Request logs = request.but().kind(Kind.LOGS.label()).make();
    return house.journal.open("scan-" + asked++, logs).task();
  }

  /** What people read of it. */
  String report(Task task) {
    Outcome outcome = Outcome.of(task, house.journal.entries(task.id())).orElseThrow();
    return outcome.title()
        + "\n"
        + String.join("\n", outcome.lines())
        + "\n"
        + String.join("\n", LogWords.news(task, user -> "@" + user));
  }

  /** Whether the scan left the repository and its forge alone. */
  boolean leftAlone(Task task) {
    return task.delivery().pullRequest().isEmpty()
        && task.checkpoint().isEmpty()
        && house.commands.isEmpty()
        && !house.origin.run("branch", "--list").contains("spadework/");
  }

  Task now(Task task) {
    return house.journal.task(task.id()).orElseThrow();
  }

  Optional<Task> child(Task task, int proposal) {
    return Optional.ofNullable(now(task).logs().opened().get(proposal))
        .flatMap(house.journal::task);
  }

  @Override
  public void close() {
    house.close();
  }
}
