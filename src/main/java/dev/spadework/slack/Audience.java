package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is meant by the lists of the settings. Groups and channels are read ahead of the questions
 * about them, so that an answer is there within the three seconds that Slack waits, however large
 * they are.
 */
final class Audience implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Audience.class);
  private static final String ALL = "all";
  private static final Duration MEMBERS_HOLD = Duration.ofMinutes(5);
  private static final Duration PROFILES_HOLD = Duration.ofMinutes(30);
  private static final Duration WORDS_HOLD = Duration.ofMinutes(30);
  private static final Duration AHEAD = Duration.ofMinutes(2);
  private static final Duration NAMES_PAUSE = Duration.ofSeconds(30);

  /** Leaves room for one more quick call before Slack gives up on a request. */
  private static final Duration AT_MOST = Duration.ofMillis(1500);

  private final Clock clock;
  private final ScheduledExecutorService pool =
      Executors.newScheduledThreadPool(3, Audience::thread);
  private final Recall<Set<String>> members;
  private final Recall<Profile> profiles;
  private final Recall<Map<String, String>> handles;
  private final Recall<Map<String, String>> channels;
  private final Map<String, Instant> unnamed = new java.util.concurrent.ConcurrentHashMap<>();

  Audience(Directory directory, Clock clock) {
    this.clock = clock;
    this.members = new Recall<>(MEMBERS_HOLD, pool, clock, directory::members);
    this.profiles = new Recall<>(PROFILES_HOLD, pool, clock, directory::profile);
    this.handles = new Recall<>(WORDS_HOLD, pool, clock, key -> directory.handles());
    this.channels = new Recall<>(WORDS_HOLD, pool, clock, key -> directory.channels());
  }

  /** Keeps what these lists need at hand from now on. */
  void prepare(Set<String> ids) {
    pool.scheduleWithFixedDelay(() -> readAhead(ids), 0, AHEAD.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void readAhead(Set<String> ids) {
    try {
      if (ids.stream().anyMatch(Audience::isGroup)) {
        ahead(handles, ALL);
      }
      if (ids.stream().anyMatch(id -> isChannel(id))) {
        ahead(channels, ALL);
      }
      for (String id : ids) {
        if (isGroup(id)) {
          members.load(id);
        } else if (isChannel(id)) {
          channel(id).ifPresent(members::load);
        } else if (isUser(id)) {
          ahead(profiles, id);
        }
      }
    } catch (Away e) {
      LOG.atInfo().addKeyValue("reason", e.getMessage()).log("people_not_read_ahead");
    } catch (RuntimeException e) {
      // A schedule whose work throws would never run again.
      LOG.atWarn().setCause(e).log("people_not_read_ahead");
    }
  }

  private static <T> void ahead(Recall<T> recall, String key) {
    if (recall.fresh(key).isEmpty()) {
      recall.load(key);
    }
  }

  /**
   * Whether the list means this person. Whom it names by id it means; through a group, a channel or
   * {@code everyone} it means members of the workspace only.
   *
   * @throws Away if that cannot be known now
   */
  boolean has(List<String> list, String user) throws Away {
    if (list.contains(user)) {
      return true;
    }
    Instant deadline = clock.instant().plus(AT_MOST);
    boolean within = list.contains(SlackSettings.EVERYONE) || someHas(list, user, deadline);
    return within && standing(user, deadline) == Standing.MEMBER;
  }

  private boolean someHas(List<String> list, String user, Instant deadline) throws Away {
    Optional<Away> away = Optional.empty();
    list.stream().filter(Audience::isGroup).forEach(id -> ahead(members, id));
    for (String id : list) {
      try {
        Optional<String> key =
            isChannel(id) ? channel(id) : Optional.of(id).filter(Audience::isGroup);
        if (key.isPresent() && members.get(key.get(), left(deadline)).contains(user)) {
          return true;
        }
      } catch (Away e) {
        away = Optional.of(e);
      }
    }
    if (away.isPresent()) {
      throw away.get();
    }
    return false;
  }

  /**
   * What somebody is. It changes so seldom that an old answer does while Slack is away.
   *
   * @throws Away if it was never known
   */
  Standing standing(String user) throws Away {
    return standing(user, clock.instant().plus(AT_MOST));
  }

  private Standing standing(String user, Instant deadline) throws Away {
    try {
      return profiles.get(user, left(deadline)).standing();
    } catch (Away e) {
      return profiles.old(user).orElseThrow(() -> e).standing();
    }
  }

  private Duration left(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** What somebody is called, as well as can be said now; the id where that is all we have. */
  String name(String user) {
    Optional<Profile> fresh = profiles.fresh(user);
    Instant pause = unnamed.getOrDefault(user, Instant.MIN);
    if (fresh.isEmpty() && isUser(user) && !clock.instant().isBefore(pause)) {
      try {
        fresh = Optional.of(profiles.get(user, AT_MOST));
        unnamed.remove(user);
      } catch (Away e) {
        // The id does for now; it is asked for again later.
        unnamed.put(user, clock.instant().plus(NAMES_PAUSE));
      }
    }
    return "@" + fresh.or(() -> profiles.old(user)).map(Profile::name).orElse(user);
  }

  /** The list in words. */
  List<String> words(List<String> list) {
    List<String> words = new ArrayList<>();
    for (String id : list) {
      if (isGroup(id)) {
        String handle = handles.old(ALL).map(all -> all.get(id)).orElse(id);
        words.add(say("people.members", "of", "@" + handle));
      } else if (isChannel(id)) {
        words.add(say("people.members", "of", "#" + channelName(id)));
      } else {
        words.add(id.equals(SlackSettings.EVERYONE) ? say("people.everyone") : name(id));
      }
    }
    return words;
  }

  private String channelName(String id) {
    if (id.startsWith("#")) {
      return id.substring(1);
    }
    Map<String, String> names = new LinkedHashMap<>();
    channels.old(ALL).ifPresent(all -> all.forEach((name, known) -> names.put(known, name)));
    return names.getOrDefault(id, id);
  }

  /** The id of a channel of the settings; empty if there is none of this name. */
  private Optional<String> channel(String idOrName) throws Away {
    if (!idOrName.startsWith("#")) {
      return Optional.of(idOrName);
    }
    return Optional.ofNullable(channels.get(ALL, AT_MOST).get(idOrName.substring(1)));
  }

  static boolean isUser(String id) {
    return id.matches("[UW][A-Z0-9]{1,30}");
  }

  private static boolean isGroup(String id) {
    return id.matches("S[A-Z0-9]{1,30}");
  }

  private static boolean isChannel(String id) {
    return id.startsWith("#") || id.matches("[CG][A-Z0-9]{1,30}");
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "slack-people");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
