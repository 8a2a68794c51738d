package dev.spadework.context;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of lines of a log, as a text of bounded length. */
final class ClusterDigest {
  private static final int LONGEST = 240;

  /** Literal parts of one template that are searched for. */
  private static final int SEARCHES = 3;

  /** Characters for the line that says how many kinds are not shown. */
  private static final int ROOM_FOR_REST = 80;

  private final LogClusters clusters;
  private final OwnFiles files;
  private final LogClusters.Places places;

  ClusterDigest(LogClusters clusters, OwnFiles files, LogClusters.Places places) {
    this.clusters = clusters;
    this.files = files;
    this.places = places;
  }

  String text(int maxChars) throws InterruptedException {
    List<LogClusters.Cluster> all = clusters.all();
    StringBuilder text =
        new StringBuilder(count(clusters.lines()) + " lines of " + count(all.size()) + " kinds\n");
    int shown = 0;
    for (LogClusters.Cluster cluster : all) {
      String entry = "[" + (shown + 1) + "] " + entry(cluster);
      if (text.length() + entry.length() > maxChars - ROOM_FOR_REST) {
        break;
      }
      text.append(entry);
      shown++;
    }
    long rest =
        clusters.others()
            + all.subList(shown, all.size()).stream().mapToLong(LogClusters.Cluster::count).sum();
    if (rest > 0) {
      text.append("… and ").append(count(rest)).append(" lines of other kinds\n");
    }
    String whole = text.toString().stripTrailing();
    return whole.substring(0, Math.min(maxChars, whole.length()));
  }

  private String entry(LogClusters.Cluster cluster) throws InterruptedException {
    StringBuilder entry = new StringBuilder();
    entry.append(count(cluster.count())).append(" × ").append(cut(cluster.template()));
    entry.append(cluster.count() == 1 ? " (line " : " (lines ").append(cluster.first());
    if (cluster.count() > 1) {
      entry.append(" to ").append(cluster.last());
    }
    entry.append(')').append('\n');
    if (cluster.rank() < 2) {
      if (!cluster.firstTime().isEmpty()) {
        entry.append("  first ").append(cluster.firstTime());
        entry.append(", last ").append(cluster.lastTime()).append('\n');
      }
      entry.append("  ").append(cut(cluster.sample())).append('\n');
      if (!cluster.thrown().isEmpty()) {
        entry.append("  ").append(cut(cluster.thrown())).append('\n');
      }
    }
    return entry + place(cluster, files, places).map(place -> "  at " + place + "\n").orElse("");
  }

  /** From the stack; else where the code has a long part of the line word for word. */
  static Optional<String> place(
      LogClusters.Cluster cluster, OwnFiles files, LogClusters.Places places)
      throws InterruptedException {
    Optional<String> place = Frame.own(cluster.trace(), files);
    if (place.isEmpty()) {
      for (String literal :
          LogTemplate.literals(cluster.template()).stream().limit(SEARCHES).toList()) {
        place = places.of(literal);
        if (place.isPresent()) {
          return place;
        }
      }
    }
    return place;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
