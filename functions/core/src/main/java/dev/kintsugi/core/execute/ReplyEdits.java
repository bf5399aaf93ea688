package dev.kintsugi.core.execute;

import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Origin;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.edit.dialect.ReplyReader;
import dev.kintsugi.core.path.RepositoryPath;
import dev.kintsugi.core.plan.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The edits of a reply without tool calls, by what the task's mode makes of it. */
final class ReplyEdits {
    private ReplyEdits() {}

    /**
     * Reads them.
     *
     * @param awaited the files whose whole content a reply in mode replace must bring
     */
    static List<Edit> in(String reply, Mode mode, Targets targets, Set<String> awaited) {
        return switch (mode) {
            case EDIT -> ReplyReader.read(reply);
            case REPLACE -> wholeFiles(reply, targets, awaited);
        };
    }

    /** The whole new content of each; a file without content is an edit that failed. */
    private static List<Edit> wholeFiles(String reply, Targets targets, Set<String> awaited) {
        List<Edit> edits = new ArrayList<>(ReplyReader.read(reply, Optional.of(Dialect.WHOLE_FILE), targets.only()));
        for (String target : awaited.stream().sorted().toList()) {
            boolean given = edits.stream()
                    .anyMatch(edit -> RepositoryPath.of(edit.path())
                            .filter(target::equals)
                            .isPresent());
            if (!given) {
                edits.add(new Edit.Unreadable(
                        new Origin(Dialect.WHOLE_FILE, 1, edits.size()),
                        target,
                        "",
                        "the reply has no content for " + target));
            }
        }
        return edits;
    }
}
