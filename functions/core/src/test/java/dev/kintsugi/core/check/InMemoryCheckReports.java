package dev.kintsugi.core.check;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reports in the memory of this process, and which commits were made ready for checks. */
public final class InMemoryCheckReports implements CheckReports {
    private final Map<String, CheckReport> reports = new HashMap<>();
    private final List<CommitId> provided = new ArrayList<>();
    private final Map<CommitId, Map<String, String>> files = new HashMap<>();

    @Override
    public synchronized void provide(JobId job, CommitId commit, Workspace workspace) {
        provided.add(commit);
        files.put(commit, texts(commit, workspace));
    }

    @Override
    public synchronized void put(JobId job, CommitId commit, CheckReport report) {
        reports.put(job + " " + commit, report);
    }

    @Override
    public synchronized Optional<CheckReport> find(JobId job, CommitId commit) {
        return Optional.ofNullable(reports.get(job + " " + commit));
    }

    public synchronized List<CommitId> provided() {
        return List.copyOf(provided);
    }

    /** What the checks of a commit see. */
    public synchronized Map<String, String> filesOf(CommitId commit) {
        return files.getOrDefault(commit, Map.of());
    }

    public static Map<String, String> texts(CommitId commit, Workspace workspace) {
        Map<String, String> texts = new TreeMap<>();
        TreeId tree = workspace.treeOf(commit);
        workspace.list(tree, path -> true, 1_000).entries().forEach(entry -> {
            if (workspace.read(tree, entry.path()) instanceof FileAt.Found found) {
                texts.put(entry.path(), new String(found.content().bytes(), StandardCharsets.UTF_8));
            }
        });
        return texts;
    }
}
