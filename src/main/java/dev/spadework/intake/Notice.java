package dev.spadework.intake;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a delivery means for us; kept in the database until it is seen to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Notice.PullNews.class, name = "pull"),
  @JsonSubTypes.Type(value = Notice.Wish.class, name = "wish")
})
sealed interface Notice permits Notice.PullNews, Notice.Wish {
  /** As the settings call the repository. */
  String repo();

  /**
   * Something changed around a pull request of ours.
   *
   * @param number 0: around one of them
   */
  record PullNews(String repo, int number) implements Notice {}

  /**
   * Somebody wants a task made of an issue.
   *
   * @param key the same for each telling of the same wish
   * @param login who wants it
   * @param text in their own words; empty where they only put a label on
   * @param background the issue as it was then; anybody may have written it
   */
  record Wish(
      String repo, int issue, String key, String login, String text, String background, String url)
      implements Notice {}

  /** As it is kept. */
  static String write(Notice notice) {
    try {
      return new ObjectMapper().writerFor(Notice.class).writeValueAsString(notice);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a notice is plain text and numbers", e);
    }
  }

  /** As it was kept. */
  static Notice read(String kept) {
    try {
      return new ObjectMapper().readValue(kept, Notice.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("this row was written by write", e);
    }
  }
}
