package dev.spadework.journal;

import java.util.Map;

/**
 * How much of the work one person and one repository may have. A task that passes a quota is not
 * refused: it keeps its place and is claimed once there is room. Only tasks that a worker holds
 * count as running, so one that waits for a person takes no room.
 *
 * @param person of each person
 * @param repos by {@code owner/name}; a repository without a line has no quota
 * @param money of a day
 */
public record Quotas(Quota person, Map<String, Quota> repos, DayCaps money) {
  /** Nothing is limited. */
  public static final Quotas NONE = new Quotas(Quota.NONE, Map.of(), DayCaps.NONE);

  public Quotas {
    repos = Map.copyOf(repos);
  }

  /** Without caps on money. */
  public Quotas(Quota person, Map<String, Quota> repos) {
    this(person, repos, DayCaps.NONE);
  }

  /** The same with these caps on money. */
  public Quotas with(DayCaps caps) {
    return new Quotas(person, repos, caps);
  }

  /**
   * One of them.
   *
   * @param atOnce tasks that run at the same time, over all workers; 0: no limit
   * @param hourly tasks that are begun within any hour; 0: no limit. Going on with a task after a
   *     question is no beginning
   */
  public record Quota(int atOnce, int hourly) {
    /** No limit. */
    public static final Quota NONE = new Quota(0, 0);

    public Quota {
      if (atOnce < 0 || hourly < 0) {
        throw new IllegalArgumentException("a quota is 0 (no limit) or more");
      }
    }
  }

  Quota repo(String name) {
    return repos.getOrDefault(name, Quota.NONE);
  }

  boolean none() {
    return money.none()
        && person.equals(Quota.NONE)
        && repos.values().stream().allMatch(Quota.NONE::equals);
  }

  boolean hourly() {
    return person.hourly() > 0 || repos.values().stream().anyMatch(quota -> quota.hourly() > 0);
  }
}
