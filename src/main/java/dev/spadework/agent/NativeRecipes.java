package dev.spadework.agent;

import java.util.Optional;

/** Go and Rust: the sources are fetched, and what they depend on is compiled ahead. */
final class NativeRecipes {
  private NativeRecipes() {}

  static Optional<Recipe> go(Listing files) {
    if (!files.has("go.mod")) {
      return Optional.empty();
    }
    boolean fetches = files.has("go.sum") && !files.has("vendor/modules.txt");
    // A package that does not compile is for the tests to tell; the modules must be there.
    String compile = "go test -run '^$' ./... >/dev/null 2>&1 || true";
    return Optional.of(
        Recipe.of(
            "Go",
            fetches ? "go mod download && { " + compile + "; }" : compile,
            "GOPROXY=off go test -v ./..."));
  }

  static Optional<Recipe> rust(Listing files) {
    if (!files.has("Cargo.toml")) {
      return Optional.empty();
    }
    String locked = files.has("Cargo.lock") ? " --locked" : "";
    return Optional.of(
        Recipe.of(
            "Cargo",
            "cargo fetch" + locked + " && { cargo test --no-run >/dev/null 2>&1 || true; }",
            "cargo test --offline --no-fail-fast"));
  }
}
