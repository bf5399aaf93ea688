package dev.kintsugi.core.plan.read;

/** What the repository holds, as far as a plan's paths are concerned. */
public interface RepositoryFiles {
    /** What stands at a path. */
    enum Found {
        FILE,
        FOLDER,
        NOTHING,
        /** A symbolic link on the way leads out of the repository. */
        OUTSIDE
    }

    Found at(String path);
}
