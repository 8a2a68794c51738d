package dev.spadework.store;

import java.lang.StackWalker.StackFrame;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database whose every write is told of, just before it is committed and just after. */
public final class Spied implements Database {
  /** Who is told; may throw, which undoes the write before and does not after. */
  public interface Hook {
    /** Before anything is done with the database. */
    void alive();

    /** The write is made, but not committed. */
    void before(String what);

    /** The write is committed, and whoever asked for it does not know yet. */
    void after(String what);
  }

  private static final Pattern MESSAGE = Pattern.compile("\"message\":\"([^\"]+)\"");
  private static final StackWalker STACK = StackWalker.getInstance();

  private final Database real;
  private final Hook hook;

  private Spied(Database real, Hook hook) {
    this.real = real;
    this.hook = hook;
  }

  public static Store open(String url, Hook hook) {
    Address address = Address.of(url, "", "");
    return new Store(
        new Spied(
            address.isFile() ? SqliteDatabase.open(address) : PostgresDatabase.open(address),
            hook));
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    return told(work, real::write);
  }

  @Override
  public <T> T lightly(Function<Tx, T> work) {
    return told(work, real::lightly);
  }

  @Override
  public <T> T beside(Function<Tx, T> work) {
    return told(work, real::beside);
  }

  private <T> T told(Function<Tx, T> work, Function<Function<Tx, T>, T> by) {
    hook.alive();
    String caller = caller();
    String[] what = {""};
    T done =
        by.apply(
            tx -> {
              long last = last(tx);
              T result = work.apply(tx);
              what[0] = name(tx, last, caller, result);
              if (!what[0].isEmpty()) {
                hook.before(what[0]);
              }
              return result;
            });
    if (!what[0].isEmpty()) {
      hook.after(what[0]);
    }
    return done;
  }

  private static long last(Tx tx) {
    return tx.first("select coalesce(max(seq), 0) as seq from task_events", r -> r.number("seq"))
        .orElse(0L);
  }

  private static String name(Tx tx, long last, String caller, Object result) {
    List<String> appended =
        tx.list(
            "select type, body from task_events where seq > ? order by seq",
            row -> row.text("type") + message(row.text("type"), row.text("body")),
            last);
    if (!appended.isEmpty()) {
      return "append " + String.join(", ", appended);
    }
    boolean nothing = Optional.empty().equals(result);
    return nothing || caller.isEmpty() ? "" : "write " + caller;
  }

  private static String message(String type, String body) {
    Matcher message = MESSAGE.matcher(body);
    return type.equals("posted") && message.find() ? " " + message.group(1) : "";
  }

  /** What a write is for; empty for those that time alone brings about. */
  private static String caller() {
    String name =
        STACK.walk(
            frames ->
                frames
                    .filter(f -> !f.getClassName().startsWith("dev.spadework.store."))
                    .findFirst()
                    .map(Spied::name)
                    .orElse(""));
    return name.matches("Journal\\.(renew|releaseAll|rebuildQueue)|(Follower|Lead)\\..*")
        ? ""
        : name;
  }

  private static String name(StackFrame frame) {
    String type = frame.getClassName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    hook.alive();
    return real.read(work);
  }

  @Override
  public boolean tells() {
    return real.tells();
  }

  @Override
  public void onNotice(Consumer<String> listener) {
    real.onNotice(listener);
  }

  @Override
  public void backup(Path file) {
    real.backup(file);
  }

  @Override
  public void close() {
    real.close();
  }
}
