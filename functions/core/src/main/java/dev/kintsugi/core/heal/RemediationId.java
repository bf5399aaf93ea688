package dev.kintsugi.core.heal;

import dev.kintsugi.core.plan.TaskId;
import java.util.Locale;

/** The id of a remediation: {@code heal-<task>}, for later attempts {@code heal-<task>-2} and so on. */
final class RemediationId {
    static final String PREFIX = "heal-";

    private RemediationId() {}

    /** Where the id would be too long, the task's is cut and told apart by a digest of all of it. */
    static TaskId of(TaskId failed, int number) {
        String suffix = number == 1 ? "" : "-" + number;
        int room = TaskId.MAX_CHARS - PREFIX.length() - suffix.length();
        String name = failed.value();
        if (name.length() > room) {
            String digest = String.format(Locale.ROOT, "%08x", name.hashCode());
            name = name.substring(0, room - digest.length() - 1) + "-" + digest;
        }
        return new TaskId(PREFIX + name + suffix);
    }
}
