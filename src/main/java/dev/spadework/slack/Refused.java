package dev.spadework.slack;

import java.util.Set;

/** Slack answered and said no; asking again changes nothing. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;
  private static final Set<String> NO_WAY_IN =
      Set.of(
          "not_in_channel",
          "channel_not_found",
          "is_archived",
          "restricted_action",
          "user_not_in_channel",
          "method_not_supported_for_channel_type");

  private static final Set<String> OF_WORKSPACE =
      Set.of(
          "missing_scope",
          "not_allowed_token_type",
          "unknown_method",
          "method_deprecated",
          "access_denied",
          "team_access_not_granted",
          "restricted_action",
          "file_uploads_disabled");

  private final String code;

  Refused(String method, String code) {
    super(method + ": " + code);
    this.code = code;
  }

  String code() {
    return code;
  }

  /** Whether the bot cannot write where it tried to. */
  boolean noWayIn() {
    return NO_WAY_IN.contains(code);
  }

  /** Whether it would be refused in any other place of this workspace too. */
  boolean ofWorkspace() {
    return OF_WORKSPACE.contains(code);
  }
}
