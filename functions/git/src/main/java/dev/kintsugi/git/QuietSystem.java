package dev.kintsugi.git;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit may see of the machine: nothing. No configuration of the user's or the system's is read or written, no
 * environment variable changes what happens, and the resolution of file times is stated instead of measured, which took
 * seconds. So the same input gives the same result on a laptop and on Lambda.
 */
final class QuietSystem extends SystemReader {
    /** Objects above this size are streamed, so that a repository's largest file never has to fit into memory; bytes. */
    static final int STREAMED_FROM_BYTES = 4 * 1024 * 1024;

    /** Memory for windows into packs, in bytes. */
    private static final long PACK_WINDOWS_BYTES = 32L * 1024 * 1024;

    /** File times are taken to be this coarse; whatever is younger is looked at again. */
    private static final Duration FILE_TIME_RESOLUTION = Duration.ofMillis(10);

    private QuietSystem() {}

    /** Makes JGit use this, once for the whole process: JGit has no other place for it. */
    static void install() {
        synchronized (QuietSystem.class) {
            if (SystemReader.getInstance() instanceof QuietSystem) {
                return;
            }
            SystemReader.setInstance(new QuietSystem());
            WindowCacheConfig windows = new WindowCacheConfig();
            windows.setPackedGitLimit(PACK_WINDOWS_BYTES);
            windows.setStreamFileThreshold(STREAMED_FROM_BYTES);
            windows.setExposeStatsViaJmx(false);
            windows.install();
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
        return System.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(fs);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract there, so it has to be here
    public long getCurrentTime() {
        return System.currentTimeMillis();
    }

    @Override
    @SuppressWarnings("deprecation") // abstract there, so it has to be here
    public int getTimezone(long when) {
        return 0;
    }

    @Override
    public ZoneId getTimeZoneId() {
        return ZoneOffset.UTC;
    }

    @Override
    public Locale getLocale() {
        return Locale.ROOT;
    }

    /** A configuration that is empty, has no file, and knows the resolution of file times. */
    private static final class NoConfig extends FileBasedConfig {
        NoConfig(FS fs) {
            super(null, fs);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // What JGit would like to remember is stated here already.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long defaultValue, TimeUnit wantUnit) {
            return section.equals("filesystem")
                    ? wantUnit.convert(FILE_TIME_RESOLUTION)
                    : super.getTimeUnit(section, subsection, name, defaultValue, wantUnit);
        }
    }
}
