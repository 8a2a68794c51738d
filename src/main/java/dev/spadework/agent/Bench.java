package dev.spadework.agent;

import dev.spadework.task.Task;

/** What a tool works with. */
record Bench(Notebook notebook, Site site, Tester tester, TreeFiles files, LessonRecall lessons) {
  Task task() {
    return notebook.task();
  }
}
