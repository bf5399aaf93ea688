package dev.kintsugi.core.prompt;

import dev.kintsugi.core.model.Keep;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Passage;
import dev.kintsugi.core.model.Toolbox;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.plan.Mode;
import dev.kintsugi.core.review.Finding;
import java.util.List;

/** The coder's first prompt of a cycle, and of a continue. */
public final class CoderPrompt {
    private static final String RULES = """
            You are the coder of one task in a git repository. You change files until the task is done, and nothing \
            that the task does not ask for. Follow the style of the code that is there. Work that is already in the \
            repository was done on purpose: build on it, do not revert it. Your changes are committed, checked by the \
            project's own commands and judged by a reviewer.

            """;

    private static final String WITH_TOOLS = """

            Use the tools to look around and to change files; every change is answered at once, and one that failed \
            was not made. When all is done, answer with a short summary and call no tool. If nothing needs to be changed, \
            answer with one line that says why: `NOTHING TO DO: ...`.
            """;

    private CoderPrompt() {}

    /** The beginning of a cycle. */
    public static ModelRequest of(Turn turn, CoderBrief brief) {
        return ModelRequest.of(turn, system(brief), user(brief).list(), toolbox(brief));
    }

    /** The beginning of a continue: the same, and then only what is missing. */
    public static ModelRequest continuing(Turn turn, CoderBrief brief, List<MissingEdit> missing) {
        Passages user = user(brief).needed("edits that are missing", MissingEdit.section(missing));
        return ModelRequest.of(turn, system(brief), user.list(), toolbox(brief));
    }

    private static List<Passage> system(CoderBrief brief) {
        Passages system = new Passages();
        brief.healingContext().ifPresent(context -> system.needed("healing context", context + "\n"));
        return system.needed("rules", RULES + Fenced.RULE + (isReplacing(brief) ? "" : WITH_TOOLS) + "\n")
                .needed("project", brief.assignment().projectSection())
                .stableUpToHere()
                .list();
    }

    private static Passages user(CoderBrief brief) {
        Passages user = new Passages()
                .needed("task", brief.assignment().taskSection())
                .files("context file", brief.contextFiles(), Keep.USEFUL)
                .stableUpToHere()
                .optional("list of files", fileList(brief), Keep.SPARE)
                .files("target file", brief.targetFiles(), Keep.ALWAYS)
                .needed("open findings", findings(brief.openFindings()));
        brief.notes().forEach(note -> user.needed("note", "Note: " + note.strip() + "\n\n"));
        if (isReplacing(brief)) {
            user.needed("how to answer", EditFormat.WHOLE_FILES);
        }
        return user;
    }

    private static Toolbox toolbox(CoderBrief brief) {
        return isReplacing(brief) ? Toolbox.NONE : new Toolbox(CoderTools.all(), EditFormat.BLOCKS);
    }

    private static boolean isReplacing(CoderBrief brief) {
        return brief.assignment().mode() == Mode.REPLACE;
    }

    private static String fileList(CoderBrief brief) {
        return brief.fileList().isEmpty()
                ? ""
                : Fenced.data(
                        "files of the repository",
                        String.join(
                                "\n",
                                brief.fileList().stream().map(Fenced::oneLine).toList()));
    }

    private static String findings(List<Finding> open) {
        if (open.isEmpty()) {
            return "";
        }
        StringBuilder shown = new StringBuilder();
        open.forEach(finding ->
                shown.append(finding.id()).append(' ').append(finding.shown()).append('\n'));
        return "These findings are open. Resolve each of them.\n\n" + Fenced.data("open findings", shown.toString());
    }
}
