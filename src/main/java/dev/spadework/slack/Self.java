package dev.spadework.slack;

import com.slack.api.app_backend.events.payload.Authorization;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Our own user id. Each event names it; where one does not, Slack is asked once. */
final class Self {
  private final Web web;
  private final AtomicReference<Optional<String>> known = new AtomicReference<>(Optional.empty());

  Self(Web web) {
    this.web = web;
  }

  /** Empty while nobody has told. */
  Optional<String> of(@Nullable List<Authorization> authorizations) {
    Optional<String> told =
        Optional.ofNullable(authorizations).orElse(List.of()).stream()
            .filter(one -> Boolean.TRUE.equals(one.getIsBot()))
            .map(Authorization::getUserId)
            .filter(id -> id != null && !id.isBlank())
            .findFirst();
    if (told.isPresent()) {
      known.set(told);
      return told;
    }
    if (known.get().isEmpty()) {
      try {
        known.set(Optional.of(web.ask("auth.test", m -> m.authTest(r -> r)).getUserId()));
      } catch (Refused | Away e) {
        // Asked again with the next event; until then any name that comes first is taken for ours.
        return Optional.empty();
      }
    }
    return known.get();
  }
}
