package dev.kintsugi.core.workspace;

import java.util.regex.Pattern;

/**
 * A branch of ours: {@code kintsugi/<run>/main} or {@code kintsugi/<run>/task/<task>}. No other branch has this type,
 * so nothing that takes one can touch a branch of the user's.
 */
public record Branch(String name) {
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
    private static final Pattern OURS = Pattern.compile("kintsugi/" + WORD + "/(?:main|task/" + WORD + ")");

    public Branch {
        if (!OURS.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Not one of our branches (kintsugi/<project>/main or kintsugi/<project>/task/<task>): '" + name
                            + "'");
        }
    }

    /** The project's trunk; after a reset the run is {@code <project>-2}. */
    public static Branch ofProject(String run) {
        return new Branch("kintsugi/" + run + "/main");
    }

    /** One job's branch. */
    public static Branch ofTask(String run, String task) {
        return new Branch("kintsugi/" + run + "/task/" + task);
    }

    /** Its full name in the repository. */
    public String ref() {
        return "refs/heads/" + name;
    }

    @Override
    public String toString() {
        return name;
    }
}
