package dev.spadework.desk;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The page of {@code spadework try} over a {@link SlackStandIn}. Mount {@link #page()} at {@code
 * /}, the stand-in's {@code api()} at {@code /desk/api/*} and {@code responder()} at {@code
 * /desk/respond/*}, with {@link #filter()} in front of all.
 *
 * @param model what the banner says about the model, such as {@code gemini-3.5-flash}; empty when
 *     it is scripted
 * @param commands what the banner says about where commands run, as a sentence
 * @param suggestions commands offered as buttons above the composer
 * @param refusal why a command is not passed on to the bot, in words for the person; empty to pass
 * @param pulls the local forge's pull requests; one is shown at {@code
 *     /desk/pulls/owner/name/number}, so the forge's links start with {@code
 *     http://localhost:PORT/desk/pulls}
 */
public record Desk(
    SlackStandIn slack,
    Optional<String> model,
    String commands,
    List<Suggestion> suggestions,
    Function<String, Optional<String>> refusal,
    Supplier<List<Pull>> pulls) {

  /**
   * A command that is one click away.
   *
   * @param label what the button says
   * @param command what it puts into the composer, {@code /agent} included
   */
  public record Suggestion(String label, String command) {}

  /** The page, its pull requests and what they fetch. */
  public HttpServlet page() {
    return new DeskPage(this);
  }

  /** What keeps other web pages out. */
  public Filter filter() {
    return new LocalOnly();
  }

  String banner() {
    return model
            .map(name -> "Everything here is local, except the model: " + name + ".")
            .orElse(
                "Everything here is local. The model is scripted: it plays three fixed stories.")
        + " "
        + commands;
  }
}
