package dev.kintsugi.core.heal;

import java.util.List;

/** Lists the files that differ between two commits. */
@FunctionalInterface
public interface DiffFileList {
    /**
     * The paths, each once.
     *
     * @throws DiffUnknown when the difference cannot be had, and would not be the next time
     */
    List<String> diffFileList(String base, String head) throws DiffUnknown;

    /** The difference between two commits cannot be had; the message says why. */
    final class DiffUnknown extends Exception {
        private static final long serialVersionUID = 1L;

        public DiffUnknown(String message) {
            super(message);
        }
    }
}
