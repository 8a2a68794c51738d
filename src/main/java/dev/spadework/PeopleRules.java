package dev.spadework;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks the lists of people, as far as that can be done without asking Slack. */
final class PeopleRules {
  static final String EVERYONE = "everyone";

  private static final String FORM =
      "everyone|[UW][A-Z0-9]{1,30}|S[A-Z0-9]{1,30}|[CG][A-Z0-9]{1,30}|#[^\\s#]{1,80}";
  private static final String USER = "[UW][A-Z0-9]{1,30}";

  private PeopleRules() {}

  /** What is wrong with them: a line for each thing. */
  static List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    Settings.People people = settings.people();
    form("people.requesters", people.requesters(), problems);
    form("people.approvers", people.approvers(), problems);
    undecidable(
        "people", people.requesters(), people.approvers(), people.requesterDecides(), problems);
    settings
        .repos()
        .forEach(
            (name, repo) -> {
              Settings.Rights rights = repo.rights();
              String where = "repos." + name;
              rights.requesters().ifPresent(l -> form(where + ".requesters", l, problems));
              rights.approvers().ifPresent(l -> form(where + ".approvers", l, problems));
              if (!rights.equals(Settings.Rights.USUAL)) {
                undecidable(
                    where,
                    rights.requesters().orElse(people.requesters()),
                    rights.approvers().orElse(people.approvers()),
                    rights.requesterDecides().orElse(people.requesterDecides()),
                    problems);
              }
            });
    return problems;
  }

  private static void form(String name, List<String> list, List<String> problems) {
    for (String item : list) {
      if (!item.matches(FORM)) {
        problems.add(
            name
                + " has \""
                + item
                + "\", which is no everyone, #channel or id; copy the id in Slack from the"
                + " profile (U…), the user group (S…) or the channel (C…)");
      }
    }
  }

  /** Where the requester may not decide, somebody else has to be there who can. */
  private static void undecidable(
      String where,
      List<String> requesters,
      List<String> approvers,
      boolean requesterDecides,
      List<String> problems) {
    Set<String> asking = new TreeSet<>(requesters);
    Set<String> deciding = new TreeSet<>(approvers);
    Optional<String> only = deciding.size() == 1 ? deciding.stream().findFirst() : Optional.empty();
    boolean nobody =
        deciding.isEmpty()
            || only.filter(id -> id.matches(USER)).isPresent() && asking.equals(deciding);
    if (!requesterDecides && nobody) {
      problems.add(
          where
              + ": requester-decides is false, but "
              + only.map(id -> id + " alone may ask and decide").orElse("nobody may decide")
              + "; name another in approvers, or set requester-decides: true");
    }
  }
}
