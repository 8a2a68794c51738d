package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The layers of a prompt, stable ones first, each held to a token budget of its own. Immutable: the
 * text of an earlier layer never depends on a later one, so that providers' prompt caches hit.
 */
public final class Layers {
  /**
   * One layer as it goes into the prompt.
   *
   * @param text already cut to its budget
   * @param tokens of {@code text}, not of what was handed in
   */
  public record Layer(String name, String text, int tokens) {}

  private static final String BETWEEN = "\n\n";

  private final List<Layer> layers;

  private Layers(List<Layer> layers) {
    this.layers = layers;
  }

  /** No layer yet. */
  public static Layers none() {
    return new Layers(List.of());
  }

  /**
   * These layers and one more at the end; a blank text adds nothing.
   *
   * @param name unique, for the record of what each layer cost
   * @param budget tokens; a longer text is cut at a line with a mark
   * @throws IllegalArgumentException if there is a layer of this name
   */
  public Layers with(String name, int budget, String text) {
    if (layer(name).isPresent()) {
      throw new IllegalArgumentException("there is a layer named " + name + " already");
    }
    String kept = Tokens.cut(text.strip(), budget);
    if (kept.isBlank()) {
      return this;
    }
    List<Layer> more = new ArrayList<>(layers);
    more.add(new Layer(name, kept, Tokens.of(kept)));
    return new Layers(List.copyOf(more));
  }

  /** The layers in order; those without text are not among them. */
  public List<Layer> all() {
    return layers;
  }

  /** The layer of this name. */
  public Optional<Layer> layer(String name) {
    return layers.stream().filter(layer -> layer.name.equals(name)).findFirst();
  }

  /** Tokens of the rendered text. */
  public int tokens() {
    return Tokens.of(render());
  }

  /** All layers as one text, a blank line between them. */
  public String render() {
    return layers.stream().map(Layer::text).collect(Collectors.joining(BETWEEN));
  }
}
