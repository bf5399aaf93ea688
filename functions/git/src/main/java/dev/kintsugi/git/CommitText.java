package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit as git stores it, with the parents that are written in it: also where history was not fetched, and whatever
 * a shallow boundary says. The bytes are made here from recorded facts, with no clock, locale, encoding or signature.
 *
 * @param author the author line, with the time, which a rebase or an amend copies
 */
record CommitText(ObjectId tree, List<ObjectId> parents, String author, String subject) {

    static byte[] of(CommitFacts facts) {
        StringBuilder text = new StringBuilder();
        text.append("tree ").append(facts.tree().hex()).append('\n');
        for (CommitId parent : facts.parents()) {
            text.append("parent ").append(parent.hex()).append('\n');
        }
        Signature author = facts.author();
        String who =
                author.name() + " <" + author.email() + "> " + author.time().getEpochSecond() + " +0000\n";
        text.append("author ").append(who).append("committer ").append(who);
        text.append('\n').append(facts.message());
        return text.toString().getBytes(UTF_8);
    }

    static CommitText parse(byte[] content) throws CorruptObjectException {
        String text = new String(content, UTF_8);
        int end = text.indexOf("\n\n");
        String[] header = (end < 0 ? text : text.substring(0, end)).split("\n", -1);
        List<ObjectId> parents = new ArrayList<>();
        String author = "";
        for (String line : header) {
            if (line.startsWith("parent ")) {
                parents.add(id(line, "parent "));
            } else if (line.startsWith("author ") && author.isEmpty()) {
                author = line;
            }
        }
        String message = end < 0 ? "" : text.substring(end + 2);
        String subject = message.lines().findFirst().orElse("");
        return new CommitText(id(header[0], "tree "), parents, author, subject);
    }

    private static ObjectId id(String line, String key) throws CorruptObjectException {
        String hex = line.startsWith(key) ? line.substring(key.length()) : "";
        if (hex.length() != Constants.OBJECT_ID_STRING_LENGTH || !ObjectId.isId(hex)) {
            throw new CorruptObjectException("a commit has no " + key.strip() + " where one belongs: '" + line + "'");
        }
        return ObjectId.fromString(hex.getBytes(US_ASCII), 0);
    }

    Optional<ObjectId> firstParent() {
        return parents.isEmpty() ? Optional.empty() : Optional.of(parents.getFirst());
    }
}
