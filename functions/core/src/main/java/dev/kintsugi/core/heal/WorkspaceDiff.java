package dev.kintsugi.core.heal;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.FileDelta;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceFault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The difference between two commits as the repository has it. A fault that passes is let through, for a later try. */
record WorkspaceDiff(Workspace workspace) implements DiffFileList {
    @Override
    public List<String> diffFileList(String base, String head) throws DiffUnknown {
        CommitId from = new CommitId(base);
        CommitId to = new CommitId(head);
        try {
            List<CommitId> missing = workspace.fetch(List.of(from, to));
            if (!missing.isEmpty()) {
                throw new DiffUnknown("commit %s is not in the repository any more".formatted(missing.getFirst()));
            }
            Set<String> files = new LinkedHashSet<>();
            for (FileDelta delta : workspace.changedFiles(workspace.treeOf(from), workspace.treeOf(to))) {
                delta.from().ifPresent(files::add);
                files.add(delta.path());
            }
            return List.copyOf(files);
        } catch (WorkspaceFault.Lasting broken) {
            throw new DiffUnknown(String.valueOf(broken.getMessage()));
        }
    }
}
