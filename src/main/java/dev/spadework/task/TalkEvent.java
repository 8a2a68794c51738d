package dev.spadework.task;

/** What becomes of a long conversation with a model. */
public sealed interface TalkEvent extends TaskEvent {
  /**
   * The oldest part of the conversation is folded: from the next request on, this text stands in
   * its place. What comes before that part stays as it was sent. Kept, so that every later request
   * is the same to the byte, also after a restart.
   *
   * @param keep how many of the model's newest answers stay, with all that came after them
   * @param text what stands in place of the others, people's words among it
   * @param byModel whether a model summed it up; otherwise it was listed without one
   * @param before tokens of the conversation before, its opening aside
   * @param after tokens of what is left of it, the text among them
   */
  record Folded(int keep, String text, boolean byModel, int before, int after)
      implements TalkEvent {
    @Override
    public Task after(Task task) {
      return task;
    }
  }
}
