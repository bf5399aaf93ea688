package dev.kintsugi.bench.kill;

import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.view.Inspection;
import dev.kintsugi.core.view.TaskLine;
import dev.kintsugi.local.cloud.EmbeddedCloud;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is left when a project is completed.
 *
 * @param tasks how each ended
 * @param needsCleanup whether a session is still running, by the record
 */
record Aftermath(String project, Map<String, JobStatus> tasks, Branches branches, Books books, boolean needsCleanup) {

    static Aftermath of(String project, EmbeddedCloud cloud, Life life) throws IOException {
        Operator reader = new Operator(cloud.api(), false);
        Inspection seen = reader.inspect(project);
        Map<String, JobStatus> tasks = new TreeMap<>();
        for (TaskLine task : reader.tasks(project).tasks()) {
            tasks.put(task.id(), task.status());
        }
        return new Aftermath(
                project, tasks, Branches.of(life.repository()), Books.of(cloud.records()), seen.needsCleanup());
    }

    /** The files that the project made of the repository. */
    String tree() {
        return String.valueOf(branches.trees().get("refs/heads/kintsugi/" + project + "/main"));
    }
}
