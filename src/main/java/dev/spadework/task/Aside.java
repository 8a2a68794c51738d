package dev.spadework.task;

import java.util.List;

/**
 * What people say and see beside the work. Of these only {@link Gathered} and {@link FellBack} bear
 * on what comes next: the agent waits for what came with a request, and asks another model.
 */
public sealed interface Aside extends TaskEvent {
  /** The reason that followed a press. */
  record Reasoned(String gate, String by, String text) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().reasoned(this));
    }
  }

  /** People were told again that this gate waits for them. */
  record Reminded(String gate) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().reminded(this));
    }
  }

  /** Nobody answered for long: the gate stays open, and only the digest speaks of it. */
  record Parked(String gate) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().parked(this));
    }
  }

  /**
   * The message that the task was made of reads otherwise now.
   *
   * @param text the new wording; empty: the message was deleted
   */
  record RequestEdited(String by, String text) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().edited(this));
    }
  }

  /** Somebody said what is to come of an edited request. */
  record EditSettled(String by, boolean startOver) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().settled());
    }
  }

  /**
   * What came with the request is here, as far as it could be had.
   *
   * @param background what else was said where the request was made; untrusted, may be empty
   * @param attachments files whose text is kept, in place of those that were promised
   * @param leftOut what could not be taken in
   */
  record Gathered(String background, List<Request.Attachment> attachments, List<LeftOut> leftOut)
      implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(
              copy -> {
                copy.request =
                    task.request().but().background(background).attachments(attachments).make();
                copy.asides = task.asides().without(leftOut);
              })
          .settled();
    }
  }

  /**
   * Files of the repository that hold credentials are not in the work tree.
   *
   * @param paths of them, as many as are worth naming
   * @param all how many there are
   */
  record Withheld(List<String> paths, int all) implements Aside {
    /** More are counted, not named. */
    public static final int NAMED = 20;

    /** The first of them by name. */
    public static Withheld of(List<String> paths) {
      return new Withheld(
          List.copyOf(paths.subList(0, Math.min(NAMED, paths.size()))), paths.size());
    }

    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().withheld(this));
    }
  }

  /**
   * A model does not answer, or refuses: another is asked in its place from here on.
   *
   * @param from the model that is not asked any more in this task
   * @param to the one in its place
   * @param why one line; untrusted text among it
   */
  record FellBack(String from, String to, String why) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().fellBack(this)).settled();
    }
  }

  /**
   * Lessons were shown to the model.
   *
   * @param lessons as people call them: {@code l14}
   */
  record Recalled(List<String> lessons) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(
          copy -> copy.asides = task.asides().learned(task.asides().learning().recalled(this)));
    }
  }

  /**
   * The record of this task holds a lesson; a person has to say whether it is kept.
   *
   * @param lesson as people call it
   * @param text untrusted
   */
  record LessonProposed(String lesson, String text) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(
          copy -> copy.asides = task.asides().learned(task.asides().learning().proposed(this)));
    }
  }

  /**
   * A person spoke about the lesson of this task.
   *
   * @param text as they want it; empty for one that is dropped
   */
  record LessonSettled(String lesson, String by, boolean kept, String text) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(
          copy -> copy.asides = task.asides().learned(task.asides().learning().settled(this)));
    }
  }

  /**
   * Something that came with a request and could not be taken in.
   *
   * @param name of the file; empty: the rest of the conversation
   */
  record LeftOut(String name, Why why) {}

  /** Why something was left out. */
  enum Why {
    TOO_LARGE,
    TOO_MANY,
    NO_TEXT,
    NO_ACCESS,
    ELSEWHERE,
    NO_ANSWER
  }
}
