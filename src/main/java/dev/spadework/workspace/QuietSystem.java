package dev.spadework.workspace;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit may know of this machine: nothing. No {@code ~/.gitconfig}, no {@code /etc/gitconfig},
 * no {@code GIT_*} variables, and nothing of JGit's own is written into a home directory.
 */
final class QuietSystem extends SystemReader {
  /** Coarser than any disk in use, which costs a file read more now and then. */
  private static final Duration COARSE_CLOCK = Duration.ofSeconds(1);

  private final SystemReader host;

  private QuietSystem(SystemReader host) {
    this.host = host;
    setPlatformChecker();
  }

  /** JGit keeps its reader in a static field; setting it twice is harmless. */
  static void install() {
    SystemReader now = SystemReader.getInstance();
    if (!(now instanceof QuietSystem)) {
      SystemReader.setInstance(new QuietSystem(now));
    }
  }

  @Override
  public String getHostname() {
    return "localhost";
  }

  @Override
  public @Nullable String getenv(String variable) {
    return null;
  }

  @Override
  public @Nullable String getProperty(String key) {
    return host.getProperty(key);
  }

  @Override
  public StoredConfig getUserConfig() {
    return new Nothing(null);
  }

  @Override
  public StoredConfig getJGitConfig() {
    return new Nothing(null);
  }

  @Override
  public StoredConfig getSystemConfig() {
    return new Nothing(null);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent);
  }

  @Override
  public Instant now() {
    return host.now();
  }

  @Override
  @Deprecated
  public long getCurrentTime() {
    return now().toEpochMilli();
  }

  @Override
  @Deprecated
  public int getTimezone(long when) {
    return 0;
  }

  /** A configuration that reads and writes no file. */
  private static final class Nothing extends FileBasedConfig {
    Nothing(@Nullable Config parent) {
      super(parent, new File("nowhere"), FS.DETECTED);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }

    /** JGit would else measure the disk by writing probe files into repositories. */
    @Override
    public long getTimeUnit(
        String section, @Nullable String subsection, String name, long fallback, TimeUnit unit) {
      return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
          ? unit.convert(COARSE_CLOCK)
          : fallback;
    }
  }
}
